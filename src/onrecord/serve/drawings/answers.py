"""How a party answers what it is asked: one bar, cut where the replies differ."""

from django.utils.safestring import SafeString, mark_safe

from onrecord.keep.details import Answering
from onrecord.record.status import Reply

ORDER = (Reply.ANSWERED, Reply.REFUSED, Reply.HOLDING, Reply.AWAITING, Reply.WITHDRAWN)

_HIGH = 18


def answers_chart(reckoning: Answering) -> SafeString:
    """The bar as SVG; the table beside it says the same in figures."""
    told = ", ".join(f"{reckoning.replies[one.value]} {one.value}" for one in ORDER)
    bars = []
    x = 0.0
    for reply in ORDER:
        share = 100 * reckoning.replies[reply.value] / reckoning.asked
        if share:
            bars.append(
                f'<rect class="bar bar-{reply.value}" x="{x:.2f}%" width="{share:.2f}%" '
                f'height="{_HIGH}"/>'
            )
        x += share
    return mark_safe(
        f'<svg height="{_HIGH}" role="img" aria-label="Of {reckoning.asked} calls: {told}">'
        f"{''.join(bars)}</svg>"
    )
