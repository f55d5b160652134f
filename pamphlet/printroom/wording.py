"""A ticket becomes the sentences that someone needs who never made a booklet before."""

from __future__ import annotations

from pamphlet.counting import counted
from pamphlet.edition_settings import Paper
from pamphlet.press.imposition import PAGES_PER_SHEET, cannot_be_stapled, sheets_needed
from pamphlet.printroom.printing import is_seen, trim_for
from pamphlet.printroom.ticket import Kind, Ticket

_LETTER_GRAMS, _LETTER_MM = 100, 5
"""The most that a Letter of Royal Mail weighs and measures in thickness, C5 being its largest size (royalmail.com)."""

_LONGEST_COLOUR, _LONGEST_CURRENCY = 30, 6
"""In letters."""


def edition_name(ticket: Ticket) -> str:
    """`A5 booklet`, `Large print, A4`, `Press copy, A5`."""
    match ticket.kind:
        case Kind.FOLDED:
            return f"{ticket.page_name} booklet"
        case Kind.FLAT:
            return f"Large print, {ticket.page_name}"
        case Kind.ORDER:
            return f"Press copy for a print shop, {ticket.page_name}"


def extent(ticket: Ticket) -> str:
    """How many pages there are, and how many of them are blank."""
    blank = f", {ticket.blanks} of them blank" if ticket.blanks else ""
    return f"{counted(ticket.pages, 'page')}{blank}"


def paper(stock: Paper, sheet_name: str) -> str:
    """The inner paper: `A4, 80 gsm, white`."""
    return f"{sheet_name}, {stock.gsm:g} gsm, {_colour(stock.colour)}"


def cover_paper(stock: Paper, sheet_name: str) -> str:
    """The paper of a cover that is a sheet of its own, and what card needs."""
    card = "; put it in the bypass tray and score the fold with a blunt knife" if stock.cover_gsm >= 150 else ""
    return f"{sheet_name}, {stock.cover_gsm:g} gsm, {_colour(stock.cover_colour)}{card}"


def copier(ticket: Ticket) -> tuple[str, ...]:
    """The settings in the print window, one by one; none for a file that goes to a shop."""
    if ticket.kind is Kind.ORDER:
        return ()
    if not ticket.two_sided:
        sides = "One side. Print the fronts, lay the pile back (how: see “Worth knowing”), print the backs"
    else:
        sides = f"Both sides, flip on the {ticket.flip.upper()} edge"
    lies = "landscape" if ticket.kind is Kind.FOLDED else "portrait"
    settings = (
        sides,
        f"Paper {ticket.sheet_name}, {lies}",
        "Scale 100 %, “actual size” (never “fit” or “shrink”)",
        "Black only",
        "The copier’s own stapling off",
    )
    return (*settings, "Its “booklet” off too: the pages stand in that order already") if ticket.plan else settings


def test_print(ticket: Ticket) -> str:
    """What the first sheet must look like, so that a wrong setting spoils one sheet only."""
    if ticket.kind is Kind.ORDER:
        return "Ask the shop for a proof and read it, with the folded pages in your hand, before they print."
    if ticket.plan is None:
        return "Print pages 1 and 2 once. Turn the sheet over like the page of a book: page 2 is upright behind page 1."
    sheet = ticket.plan.inner[0]
    outer = f"{_page(ticket, sheet.front.right)} is on the right, {_page(ticket, sheet.front.left)} on the left"
    inner = f"{_page(ticket, sheet.back.left)} is on the left, {_page(ticket, sheet.back.right)} on the right"
    if ticket.two_sided:
        test = "Print sheet 1 once. Hold it"
        wrong = "Upside down? Change “long edge” to “short edge”, or the other way round."
    else:
        test = "Print one copy, fronts and backs, before all others. Hold its outermost sheet"
        wrong = "If not, lay the fronts into the tray another way round."
    return f"{test}: {outer}. Turn it over like the page of a book: {inner}, and nothing is upside down. {wrong}"


def gather(ticket: Ticket) -> str:
    """In which order the sheets lie before they are folded."""
    if ticket.plan is None:
        return "Lay the sheets in the order in which they came out, page 1 on top."
    if ticket.plan.sheets == 1:
        return "One sheet makes one copy."
    cover = "the cover outside, " if ticket.plan.cover else "sheet 1 outside, "
    if ticket.centre is None:
        return (
            f"{ticket.plan.sheets} sheets make one copy, in {len(ticket.plan.signatures)} signatures (piles that are "
            "folded together). A number on the fold says where one begins and which it is; each next sheet lies in "
            "the one before."
        )
    left, right = (_page(ticket, number) for number in ticket.centre)
    made = f"{ticket.plan.sheets} sheets make one copy: {cover}each next one inside it."
    return f"{made} In the middle lie {left} and {right}."


def fold(ticket: Ticket) -> str:
    """How the pile is folded; empty where it is not."""
    if ticket.plan is None:
        return ""
    together = "all sheets together, edges knocked level"
    if ticket.plan.sheets == 1:
        together = "the sheet"
    elif ticket.centre is None:
        together = "each signature by itself, then lay them on one another, number 1 on top"
    return f"Fold {together}, the front cover outside. Crease with a ruler or the back of a spoon."


def staple(ticket: Ticket) -> str:
    """Where the staples go and what they are; what to do instead where there are none."""
    if ticket.kind is Kind.ORDER:
        return "The shop stitches it."
    if not ticket.staples:
        return "One sheet is only folded: it needs no staples."
    first, second = ticket.staples
    size = ticket.printing.staple
    if ticket.kind is Kind.FLAT:
        return f"Two staples {size} at the left edge, 6 mm in, {first} and {second} mm from the top."
    if ticket.plan and len(ticket.plan.signatures) > 1:
        where = f"{first} and {second} mm from the top"
        return f"Staple or sew each signature through its fold, {where}; bind the back with tape."
    if cannot_be_stapled(ticket.making.pile):
        return (
            f"Too thick to staple by hand: let a print shop do it, on the fold, {first} and {second} mm from the top."
        )
    return (
        f"Two staples {size} on the fold, from the outside, {first} and {second} mm from the top, "
        "with a long-arm stapler; their legs close in the middle pages."
    )


def trim(ticket: Ticket) -> str:
    """Whether the fore-edge is cut, from the creep of the innermost sheet."""
    if ticket.kind is Kind.ORDER:
        return "The shop moves the pages for creep and trims: do neither yourself."
    if ticket.plan is None:
        return ""
    creep = f"the innermost pages stand out by {ticket.creep:.1f} mm"
    if off := trim_for(ticket.creep):
        return f"Cut {off:g} mm off the open edge with a guillotine: {creep}."
    if is_seen(ticket.creep):
        return f"No need to trim: {creep}. Cut 1 to 2 mm off the open edge if you want it smooth."
    return f"No need to trim: {creep} only."


def post(ticket: Ticket) -> str:
    """The envelope, the weight with it, and the price that the settings give."""
    run = ticket.printing
    price = money(run.post.price, ticket) if run.post.price is not None else _no_price(ticket)
    size = ""
    if ticket.settings.language == "en-GB" and run.post.envelope in {"C5", "C6"}:
        letter = run.post.weight <= _LETTER_GRAMS and run.thickness <= _LETTER_MM
        size = ", in the UK a Letter" if letter else ", in the UK a Large Letter"
    return f"{run.post.envelope} envelope, {run.post.weight:.0f} g with it{size}: {price}"


def _no_price(ticket: Ticket) -> str:
    if ticket.settings.printing.postage:
        return "heavier than the rows of [[printing.postage]] in pamphlet.toml"
    return "no price set; write [[printing.postage]] in pamphlet.toml, up_to = 100 (g) and price"


def cost(ticket: Ticket) -> str:
    """What a copy costs and what all do, the spare sheets among them."""
    run = ticket.printing
    if ticket.kind is Kind.ORDER:
        return "ask for a price for this number, and for half and twice as many"
    if run.cost is None or run.cost_a_copy is None:
        return "no prices set; write side and sheet under [printing] in pamphlet.toml"
    return f"{money(run.cost_a_copy, ticket)} a copy, {money(run.cost, ticket)} for all"


def time(ticket: Ticket) -> str:
    """How long the hands take; nothing is known of the shop's."""
    if ticket.kind is Kind.ORDER:
        return "ask the shop"
    hours, minutes = divmod(ticket.printing.minutes, 60)
    spoken = f"{hours} h {minutes} min" if hours else f"{minutes} min"
    work = "gather, fold and staple" if ticket.plan else "gather and staple"
    return f"about {spoken} to {work}, for one pair of hands"


def money(amount: float, ticket: Ticket) -> str:
    """An amount in the smallest coin: `60p`, `£61.20`."""
    currency = shortened(ticket.settings.printing.currency, _LONGEST_CURRENCY)
    if currency == "£" and amount < 100:
        return f"{amount:.3g}p"
    return f"{currency}{amount / 100:,.2f}"


def order(ticket: Ticket) -> str:
    """The wording that print shops use: `32pp A5 self cover, 1/1 black, 100 gsm uncoated, saddle stitched`."""
    settings = ticket.settings
    stock, press = settings.paper, settings.editions.press
    ink = "4/4 colour" if press.colour else "1/1 black"
    inner = f"{stock.gsm:g} gsm uncoated {_colour(stock.colour)}"
    copies = counted(ticket.printing.copies, "copy")
    binding = "perfect bound" if press.binding == "perfect" else "saddle stitched"
    if ticket.kind is Kind.FLAT:
        return (
            f"{ticket.pages}pp {ticket.page_name}, {ink}, {inner}, printed on both sides, "
            f"two staples at the left edge, {copies}"
        )
    pages = PAGES_PER_SHEET * sheets_needed(ticket.pages)
    if not press.separate_cover:
        return f"{pages}pp {stock.trim.name} self cover, {ink}, {inner}, {binding}, {copies}"
    cover = f"4pp cover {ink}, {stock.cover_gsm:g} gsm {_colour(stock.cover_colour)}"
    return f"{pages - 4}pp {stock.trim.name} plus {cover}; text {ink}, {inner}; {binding}, {copies}"


def shop(ticket: Ticket) -> str:
    """Which file a shop is sent."""
    files = " and ".join(ticket.shop_files)
    if ticket.kind is Kind.ORDER:
        return f"Send {files}: single pages with bleed. Never the booklet file: the shop puts the pages in order."
    if ticket.kind is Kind.FLAT:
        return f"Send {ticket.files[0].name}."
    return f"Send {files} (made by “pamphlet build pdf --edition press”), never this file."


def before(ticket: Ticket) -> tuple[str, ...]:
    """What to tick off before the run."""
    imprint = ticket.settings.imprint
    missing = [
        name
        for name, there in (
            ("publisher", imprint.publisher),
            ("printer", imprint.printer),
            ("address", imprint.address or imprint.contact),
        )
        if not there
    ]
    said = f"imprint: no {', no '.join(missing)}" if missing else "imprint: publisher, printer and address are there"
    test = "proof from the shop read" if ticket.kind is Kind.ORDER else "test sheet right"
    return said, "proof read by ______________", test


def after(ticket: Ticket) -> tuple[str, ...]:
    """What to tick off after the run.

    Legal deposit: one copy of every print publication to the British Library within one month
    (Legal Deposit Libraries Act 2003, section 4; bl.uk, “Deposit your print publications”).
    """
    done = ("count the copies: ______", "two file copies, and this sheet with them")
    if ticket.settings.language == "en-GB":
        return (*done, "in the UK: one copy to the British Library within a month (legal deposit)")
    return done


def shortened(text: str, limit: int) -> str:
    """A text of the settings as far as a sheet of one page has room for it; the JSON has it whole."""
    return text if len(text) <= limit else text[: limit - 2].rstrip() + " …"


def _colour(name: str) -> str:
    return shortened(name, _LONGEST_COLOUR)


def _page(ticket: Ticket, number: int | None) -> str:
    if number is None:
        return "a blank page"
    names = {1: " (front cover)", ticket.extent: " (back cover)"}
    return f"page {number}{names.get(number, '')}"
