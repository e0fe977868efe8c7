from django.template import Library, RequestContext
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override

from web.request_id import current_request_id

register = Library()


@register.simple_tag(takes_context=True)
def repeat_block(context: RequestContext, name: str) -> SafeString:
    """A block once more: Django lets its name stand only once, and a title is also the h1."""
    return context.render_context[BLOCK_CONTEXT_KEY].get_block(name).render(context)


@register.simple_tag
def other_language() -> str:
    return "en" if get_language() == "fr" else "fr"


@register.simple_tag(takes_context=True)
def in_other_language(context: RequestContext, name: str) -> SafeString:
    """An error may come before it is known which language somebody reads."""
    with override(other_language()):
        return repeat_block(context, name)


@register.simple_tag
def request_number() -> str:
    """What the log knows this request by, so that support can find it."""
    return current_request_id.get()
