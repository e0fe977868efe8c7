from django.template import Library, RequestContext
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockNode
from django.utils.safestring import SafeString
from django.utils.translation import override

from web.language import localized
from web.request_id import current_request_id

register = Library()


@register.simple_tag(takes_context=True)
def repeat_block(context: RequestContext, name: str) -> SafeString:
    """The content of a block again: Django allows a block once, but a page's title is also its h1."""
    # Django has no public way to a block by name.
    block: BlockNode = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    return block.render(context)


@register.simple_tag
def other_language() -> str:
    return localized("fr", "en")


@register.simple_tag(takes_context=True)
def in_other_language(context: RequestContext, name: str) -> SafeString:
    """The content of a block in the other language, for errors raised before a language is known."""
    with override(other_language()):
        return repeat_block(context, name)


@register.simple_tag
def request_id() -> str:
    """The id of the request in the log, shown on error pages for support."""
    return current_request_id.get()
