"""An element of a page becomes a kind of furniture, by what it is called: what stands on every page of a site."""

from __future__ import annotations

import re
from enum import StrEnum

from lxml.etree import _Element as Element

from pamphlet.intake.web.page import HEADS, called


class Furniture(StrEnum):
    """What stands on a page and is not the article, as the account calls it."""

    MENU = "menus and lists of links of the site"
    SHARING = "buttons to share or like the article"
    RELATED = "teasers of other articles"
    SUBSCRIBING = "calls to subscribe, donate or join"
    COMMENTS = "comments of readers"
    COOKIES = "the note about cookies"
    ADVERT = "advertisements"
    DATA = "what the site says of the article: its date, its tags, who put it up"
    AUTHOR = "what the site says of the author"
    EDGE = "head, foot and side of the site"
    FORM = "forms and buttons"
    HIDDEN = "words that the page does not show"
    MEDIA = "words around films, sounds and drawings, which paper cannot hold"
    FACTS = "a box of facts or notices beside the article"
    REPEATED = "words that the page repeats from its own text"
    STRUCK = "words that are struck out"
    SIGNS = "numbers of notes, their heads and what leads back: the notes are numbered anew"
    AROUND = "what stands around the article"


def _named(words: str) -> re.Pattern[str]:
    """A pattern for names of classes that consist of such words, between hyphens, underscores and spaces."""
    return re.compile(rf"(?<![a-z])(?:{'|'.join(words.split())})(?![a-z])")


_BY_NAME: tuple[tuple[Furniture, re.Pattern[str]], ...] = (
    (
        Furniture.HIDDEN,
        _named("screen-reader-text visually-hidden visuallyhidden sr-only assistive-text print-only noprint-hidden"),
    ),
    (Furniture.COMMENTS, _named("comments? commentlist comment-list respond disqus replies discussion-thread")),
    (Furniture.COOKIES, _named("cookies? cookiebar consent gdpr cmplz onetrust cc-window privacy-banner")),
    (
        Furniture.SHARING,
        _named(
            "share shares sharing sharebar sharedaddy sharethis share-buttons social socials social-links addtoany"
            " addthis shariff likes? like-button claps? reactions? tweet-this follow follow-us follow-button"
        ),
    ),
    (
        Furniture.SUBSCRIBING,
        _named(
            "newsletters? subscribe subscription subscriptions subscriber signup sign-up mc4wp mailchimp paywall"
            " membership donate donation donations support-us cta upsell kg-signup-card kg-cta-card wp-block-buttons?"
            " optin opt-in"
        ),
    ),
    (
        Furniture.RELATED,
        _named(
            "related relatedposts jp-relatedposts yarpp recommended recommendations? more-from read-more readmore"
            " read-next readnext up-next also-like you-may-like popular trending most-read latest-posts outbrain"
            " taboola teasers? promo kg-bookmark-card post-preview onward more-on see-also hatnote"
            " gh-feed gh-card post-feed post-card"
            " wp-block-embed-wordpress wp-block-latest-posts"
        ),
    ),
    (Furniture.FORM, _named("button buttons button-wrapper btn")),
    (Furniture.MEDIA, _named("kg-callout-emoji")),
    (
        Furniture.AUTHOR,
        _named("author-box author-bio about-author about-the-author author-card author-info user-bio bio"),
    ),
    (
        Furniture.MENU,
        _named(
            "nav navbar navbox navigation menus? submenu breadcrumbs? pagination pager page-links toc ez-toc lwptoc"
            " toc_container mw-toc table-of-contents skip-link skip-links mw-jump-link mw-jump post-links anchor"
            " headerlink heading-anchor permalink catlinks webring"
        ),
    ),
    (
        Furniture.ADVERT,
        _named(
            "ads? advert adverts advertisement advertising adsbygoogle ad-slot adslot sponsored sponsor promoted dfp"
        ),
    ),
    (
        Furniture.DATA,
        _named(
            "entry-meta post-meta postmeta article-meta post-info entry-footer post-footer post-header-meta tags-links"
            " cat-links tags tag-list post-tags taglist labels? categories category-list reading-time read-time"
            " post-views view-count ratings? timestamp date-header mw-editsection printfooter edit-link kicker eyebrow"
            " post-labels byline dateline section-label"
        ),
    ),
    (
        Furniture.FACTS,
        _named("infobox ambox metadata mbox-small vertical-navbox sistersitebox noprint mw-empty-elt"),
    ),
    (
        Furniture.EDGE,
        _named(
            "site-header site-footer masthead page-header page-footer site-title site-description colophon sidebar"
            " widgets? widget-area site-info sitesub contentsub topbar top-bar bottom-bar"
        ),
    ),
)
"""Names of classes, and of ids of boxes, that content systems give to furniture."""

_BY_ROLE = {
    "navigation": Furniture.MENU,
    "menu": Furniture.MENU,
    "menubar": Furniture.MENU,
    "tablist": Furniture.MENU,
    "banner": Furniture.EDGE,
    "contentinfo": Furniture.EDGE,
    "complementary": Furniture.EDGE,
    "search": Furniture.FORM,
    "button": Furniture.FORM,
    "dialog": Furniture.COOKIES,
    "alertdialog": Furniture.COOKIES,
}
_BY_TAG = {
    "nav": Furniture.MENU,
    "menu": Furniture.MENU,
    "form": Furniture.FORM,
    "button": Furniture.FORM,
    "input": Furniture.FORM,
    "select": Furniture.FORM,
    "textarea": Furniture.FORM,
    "fieldset": Furniture.FORM,
    "dialog": Furniture.COOKIES,
    "noscript": Furniture.HIDDEN,
    "iframe": Furniture.MEDIA,
    "video": Furniture.MEDIA,
    "audio": Furniture.MEDIA,
    "object": Furniture.MEDIA,
    "embed": Furniture.MEDIA,
    "canvas": Furniture.MEDIA,
    "svg": Furniture.MEDIA,
    "applet": Furniture.MEDIA,
    "annotation": Furniture.HIDDEN,
    "annotation-xml": Furniture.HIDDEN,
    "rp": Furniture.HIDDEN,
    "del": Furniture.STRUCK,
    "s": Furniture.STRUCK,
    "strike": Furniture.STRUCK,
}
_OUTSIDE_BY_TAG = {"aside": Furniture.EDGE, "header": Furniture.EDGE, "footer": Furniture.EDGE}
"""What these are around an article; in it they may hold a box, a title, the source of a quotation."""

_POST = re.compile(r"(?<![a-z-])(?:hentry|type-post|type-page)(?![a-z-])")
"""The classes of a whole post in WordPress, beside which stand those of its categories and tags, whatever they be."""

_BOXES = frozenset({"div", "section", "aside", "ul", "ol", "table", "header", "footer", "main", "article"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


def furniture_in(element: Element) -> Furniture | None:
    """What an element within the article is, if it is furniture by its own account; None if it does not say so."""
    by_name = _by_name(called(element)) if element.tag not in HEADS else None
    return _hidden(element) or _BY_TAG.get(element.tag) or _by_role(element) or by_name


def furniture_around(element: Element) -> Furniture | None:
    """What an element around the article is; None if it does not say so."""
    by_id = _by_name((element.get("id") or "").lower()) if element.tag in _BOXES else None
    return furniture_in(element) or by_id or _OUTSIDE_BY_TAG.get(element.tag)


def furniture_by_id(element: Element) -> Furniture | None:
    """What a box within the article is by its id alone, which may as well be made of the head in it."""
    return _by_name((element.get("id") or "").lower()) if element.tag in _BOXES else None


def _hidden(element: Element) -> Furniture | None:
    style = (element.get("style") or "").lower()
    hidden = element.get("hidden") is not None or _HIDDEN_STYLE.search(style)
    silent = element.get("aria-hidden") == "true" and element.tag not in {"a", "span", "sup", "svg", "figure", "img"}
    return Furniture.HIDDEN if hidden or silent else None


def _by_role(element: Element) -> Furniture | None:
    """By its role; a picture that can be pressed to see it larger is yet a picture."""
    kind = _BY_ROLE.get((element.get("role") or "").lower())
    return None if kind is Furniture.FORM and next(element.iter("img"), None) is not None else kind


def _by_name(name: str) -> Furniture | None:
    if not name or _POST.search(name):
        return None
    return next((kind for kind, pattern in _BY_NAME if pattern.search(name)), None)
