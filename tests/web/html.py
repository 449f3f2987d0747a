"""What a test looks for in a page: well-formedness and what it would load from where."""

from html.parser import HTMLParser

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
_LOADING = {"src", "srcset", "poster", "data", "action", "formaction"}


class Page(HTMLParser):
    """Reads a page; `faults` is what no page may have."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.labels: list[str] = []
        self.inputs: list[str] = []
        self.headings: list[int] = []
        self.loaded: list[str] = []
        self.hrefs: list[str] = []
        self.faults: list[str] = []
        self.title = ""
        self.lang = ""
        self.feed(text)
        self.close()
        self._finish()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if len(given) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.faults += [
            f"<{tag}> has an inline {n}" for n in given if n == "style" or n[:2] == "on"
        ]
        self.ids += [given["id"]] if "id" in given else []
        self.loaded += [value for name, value in given.items() if name in _LOADING]
        if tag == "link":
            self.loaded.append(given.get("href", ""))
        if tag == "a":
            self.hrefs.append(given.get("href", ""))
        if tag == "html":
            self.lang = given.get("lang", "")
        if tag == "label":
            self.labels.append(given.get("for", ""))
        if tag in ("input", "textarea", "select") and given.get("type") not in ("hidden", "submit"):
            self.inputs.append(given.get("id", ""))
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag == "script" and not given.get("nonce"):
            self.faults.append("a script without a nonce")
        if tag not in _VOID and not (self.open and self.open[-1] == "svg" and tag in _VOID):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes nothing; open are {self.open[-3:]}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "title":
            self.title += data

    def _finish(self) -> None:
        self.faults += [f"<{tag}> is never closed" for tag in self.open]
        self.faults += [f"id {i} is there twice" for i in set(self.ids) if self.ids.count(i) > 1]
        self.faults += [
            f"label for {i}, which is not there" for i in self.labels if i and i not in self.ids
        ]
        unlabelled = {i for i in self.inputs if i} - set(self.labels)
        self.faults += [f"field {i} has no label" for i in unlabelled]
        if self.headings.count(1) != 1:
            self.faults.append(f"{self.headings.count(1)} headings of the first level")
        for before, after in zip(self.headings, self.headings[1:], strict=False):
            if after > before + 1:
                self.faults.append(f"a heading of level {after} follows one of level {before}")
