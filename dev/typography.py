"""Find errors against French typography in Canada, as far as a pattern can see them."""

import re

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|<[^>]*>|https?://\S*")
ERRORS = {
    "a straight apostrophe or quotation mark": r"['\"]",
    "no no-break space before a colon": r"(?<![\u00a0\d]):|(?<=\d):(?!\d)",
    "a space before ; ? or !": r"\s[;?!]",
    "no no-break space inside « »": r"«(?!\u00a0)|(?<!\u00a0)»",
    "no no-break space before %": r"(?<!\u00a0)%",
    "no no-break space after §": r"§(?!\u00a0)",
    "no no-break space between a number and its unit": r"\d ?(?:[KMG]o|h|min|\$)(?!\w)",
    "an hour not written as 16 h 30": r"\d:\d|\dh|h \d\d",
    "a number not grouped by no-break spaces": r"\d[ ,]\d{3}(?!\d)",
    "spaces side by side": r"\s\s",
}


def find_errors(french: str) -> list[str]:
    """The name of each error. A placeholder, a tag or an address is read as one letter."""
    # "%%" is one sign to the reader, and a placeholder is text that is typeset elsewhere.
    text = PLACEHOLDER.sub("x", french.replace("%%", "%"))
    return [name for name, pattern in ERRORS.items() if re.search(pattern, text)]
