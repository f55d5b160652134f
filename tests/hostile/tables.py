"""Settings, people and lists of branches that are hostile or odd, and what must come of each."""

from __future__ import annotations

from texts import chapter
from trial import SETTINGS, Case

_CHAPTER = chapter("Ann Bread was there.")


def _settings(name: str, toml: str, *said: str, refused: bool = True, whole: bool = False) -> Case:
    files = {"body/01-bread.md": _CHAPTER, "pamphlet.toml": toml if whole else SETTINGS + toml}
    return Case(name=f"settings: {name}", files=files, said=frozenset(said), refused=refused)


def _fates(name: str, toml: str, *said: str, refused: bool = True) -> Case:
    files = {"body/01-bread.md": _CHAPTER, "fates.toml": toml}
    return Case(name=f"fates: {name}", files=files, said=frozenset(said), refused=refused)


def _list(name: str, text: str | bytes, *said: str, refused: bool = True) -> Case:
    files = {"body/01-bread.md": _CHAPTER, "branches.csv": text}
    return Case(name=f"branches: {name}", files=files, said=frozenset(said), refused=refused, command=("distribute",))


def _person(name: str, *others: str) -> str:
    return f"[[person]]\nname = {name!r}\n" + "\n".join(others) + "\nfate = 'Was there.'\n"


_MARKUP = '"><img src=file:///etc/passwd onerror=alert(1)><script>'

_SETTINGS_CASES = (
    _settings("empty", "", "setting-missing", whole=True),
    _settings("noise", "\x01\x02[[[", "toml-syntax", whole=True),
    _settings("a key twice", 'title = "Again"\n', "toml-syntax"),
    _settings("a table twice", "[order]\n[order]\n", "toml-syntax"),
    _settings("lists, 5,000 in one another", "x = " + "[" * 5_000 + "]" * 5_000, "word-endless"),
    _settings("lists, 200 in one another", "x = " + "[" * 200 + "]" * 200, "nesting"),
    _settings("tables, 1,000 in one another", "[" + ".".join(["a"] * 1_000) + "]\nb = 1\n", "nesting"),
    _settings("inline tables, 200 in one another", "x = " + "{a = " * 200 + "1" + "}" * 200, "nesting"),
    _settings("a number of 10,000 figures", "number = " + "9" * 10_000),
    _settings("a number of 2,000 figures", "number = " + "9" * 2_000, refused=False),
    _settings("a number without end", "[paper]\ngsm = inf\n", "setting-value"),
    _settings("no number", "[paper]\ngsm = nan\n", "setting-value"),
    _settings("a number below nought", "[paper]\ngsm = -80\n", "setting-value"),
    _settings("title as a number", SETTINGS.replace('"Bread"', "1"), "setting-value", whole=True),
    _settings("title as a list", SETTINGS.replace('"Bread"', "[]"), "setting-value", whole=True),
    _settings("title as a table", SETTINGS.replace('"Bread"', "{}"), "setting-value", whole=True),
    _settings("authors as tables of odd things", SETTINGS.replace('["Jane Doe"]', "[{name = 1}, 2, [], {}]"), "setting-value", whole=True),
    _settings("a date of no calendar", SETTINGS.replace("2024-01-21", "2024-02-30"), whole=True),
    _settings("a date of the year one", SETTINGS.replace("2024-01-21", "0001-01-01"), "setting-value", whole=True),
    _settings("a date of the year 9999", SETTINGS.replace("2024-01-21", "9999-12-31"), "setting-value", whole=True),
    _settings("a date as a time", SETTINGS.replace("2024-01-21", "12:00:00"), "setting-value", whole=True),
    _settings("title of 4,000 letters", SETTINGS.replace("Bread", "Bread and more " * 260), whole=True),
    _settings("title of nothing but spaces", SETTINGS.replace("Bread", "   "), "setting-missing", whole=True),
    _settings("title with controls", SETTINGS.replace("Bread", "Bre\\u0007ad\\u202e"), "control-character", whole=True),
    _settings("title with markup", SETTINGS.replace('"Bread"', "'\"><b onclick=x> &amp; </title>'"), whole=True, refused=False),
    _settings("title with a template", SETTINGS.replace('"Bread"', "'{{ 7*7 }}{% x %}'"), whole=True, refused=False),
    _settings("author with markup", SETTINGS.replace('"Jane Doe"', f"'{_MARKUP}'"), whole=True, refused=False),
    _settings("markup everywhere", f"subtitle = '{_MARKUP}'\nseries = '{_MARKUP}'\nprice = '{_MARKUP}'\nrights = '{_MARKUP}'\n"
              f"summary = '{_MARKUP}'\nsubjects = ['{_MARKUP}']\n", refused=False),
    _settings("name that climbs", 'name = "../../climbed"\n'),
    _settings("name from the root", 'name = "/tmp/climbed"\n'),
    _settings("name with NUL", 'name = "a\\u0000b"\n'),
    _settings("name of 5,000 letters", f'name = "{"a" * 4_999}"\n'),
    _settings("identifier with markup", f"identifier = '{_MARKUP}'\n", refused=False),
    _settings("language that is none", 'language = "../../etc/passwd"\n'),
    _settings("language with markup", f"language = '{_MARKUP}'\n"),
    _settings("web address of the machine", '[imprint]\nweb = "file:///etc/passwd"\n', "link-address"),
    _settings("web address that runs", '[imprint]\nweb = "javascript:alert(1)"\n', "link-address"),
    _settings("order that climbs", '[order]\nbody = ["../../../outside/secret.md"]\n'),
    _settings("order from the root", '[order]\nbody = ["OUTSIDE/secret.md"]\n'),
    _settings("order of the same file a thousand times", "[order]\nbody = [" + '"01-bread.md", ' * 1_000 + "]\n", "file-listed-twice"),
    _settings("order of 5,000 files that are not there", "[order]\nbody = [" + "".join(f'"{n}.md", ' for n in range(5_000)) + "]\n", "file-absent"),
    _settings("theme that climbs", 'theme = "../../outside"\n', "theme-absent"),
    _settings("theme from the root", 'theme = "/etc"\n', "theme-absent"),
    _settings("profile that climbs", '[editions.press]\nprofile = "../../outside/secret.icc"\n'),
    _settings("waives what it may not", '[[house.ok]]\nrule = "link-address"\nbecause = "x"\n'),
    _settings("ten thousand keys", "\n".join(f"k{n} = 1" for n in range(10_000)), "setting-unknown"),
    _settings("copies without end", "[printing]\ncopies = 99999999999999999999\n"),
    _settings("postage of odd things", "[printing]\npostage = [1, {up_to = 'x'}, {}]\n", "setting-value"),
)  # fmt: skip

_FATES_CASES = (
    _fates("name as a regular expression", _person("(a+)+$"), refused=False),
    _fates("name of signs", _person(".*"), "person-key"),
    _fates("name with brackets", _person("Ann [(Bread", "key = 'ann'"), refused=False),
    _fates("name of one letter", _person("a"), refused=False),
    _fates("no name", _person(""), "setting-missing"),
    _fates("name of 2,000 letters", _person("a" * 2_000), "words-off-page"),
    _fates("people, 300", "\n".join(_person(f"Ann Bread {n}", f"key = 'p{n}'") for n in range(300)), refused=False),
    _fates("one person, 3,000 forms", _person("Ann Bread", f"forms = {[f'Ann {n}' for n in range(3_000)]!r}"), refused=False),
    _fates("key with markup", _person("Ann Bread", f"key = '{_MARKUP}'"), "person-key"),
    _fates("key that climbs", _person("Ann Bread", "key = '../x'"), "person-key"),
    _fates("fate with HTML", "[[person]]\nname = 'Ann Bread'\nfate = '<script>x</script>'\n", "html"),
    _fates("fate with a link that runs", "[[person]]\nname = 'Ann Bread'\nfate = '[x](javascript:y)'\n", "link-address"),
    _fates("fate with a picture of the machine", "[[person]]\nname = 'Ann Bread'\nfate = '![x](OUTSIDE/secret.svg)'\n", "picture-absent"),
    _fates("fate of 20,000 words", f"[[person]]\nname = 'Ann Bread'\nfate = '''{'word ' * 20_000}'''\n", refused=False),
    _fates("years of odd kinds", _person("Ann Bread", "born = [1]", "died = {}")),
    _fates("born after the end", _person("Ann Bread", "born = 1990", "died = 1890")),
    _fates("a table where a list is", "[person]\nname = 'x'\n", "setting-value"),
    _fates("name like a class", _person("[A-Z]{1,9999}\\\\w+"), refused=False),
)  # fmt: skip

SETTINGS_FILES = (*_SETTINGS_CASES, *_FATES_CASES)

LISTS = (
    _list("empty", "", "branches-column"),
    _list("heads alone", "name,web\n", "branches-none"),
    _list("noise", bytes(range(256)) * 9),
    _list("quotation mark never closed", 'name\n"Anytown\n', "branches-quotes"),
    _list("formula", 'name\n=HYPERLINK("http://CANARY/x")\n'),
    _list("formula of a program", "name\n@SUM(1+1)*cmd|' /C calc'!A0\n", "branch-formula"),
    _list("name that climbs", "name,slug\nAnytown,../../climbed\n", "branch-slug"),
    _list("name of a folder that is none", "name\n../..\n", refused=False),
    _list("name of signs", "name\n///\n", refused=False),
    _list("name with markup", f"name\n'{_MARKUP.replace(chr(34), chr(34) * 2)}'\n", refused=False),
    _list("address that runs", "name,web\nAnytown,javascript:alert(1)\n", "branch-web"),
    _list("address of the machine", "name,web\nAnytown,file:///etc/passwd\n", "branch-web"),
    _list("logo that climbs", "name,logo\nAnytown,../../outside/secret.svg\n", "branch-logo"),
    _list("logo from the root", "name,logo\nAnytown,OUTSIDE/secret.svg\n", "branch-logo"),
    _list("cell of 100,000 letters", f"name,venue\nAnytown,{'a' * 100_000}\n", "branch-text-long"),
    _list("row of 5,000 cells", f"name\nAnytown{',x' * 5_000}\n", "branches-row"),
    _list("heads, 5,000", "name" + "".join(f",h{n}" for n in range(5_000)) + "\nAnytown\n", "branches-column-unknown", refused=False),
    _list("copies of odd kinds", "name,copies\nAnytown,１２\nOther,-1\nThird,1e9\n", "branch-copies"),
    _list("years of other figures", "name,date\nAnytown,٢٠٢٤-٠١-٠١\n", "character-missing"),
    _list("twins by the folder", "name\nAny Town\nAny-Town\n", "branch-twice"),
    _list("NUL", "name\nAny\0town\n"),
)  # fmt: skip
