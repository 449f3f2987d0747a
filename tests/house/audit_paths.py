"""How many rows of the audit record an action writes, told from its source alone.

Walks every way through a function, into whatever functions of ours it calls, and counts calls
of `parties.actions.note`. A way that raises counts for nothing, since it is rolled back. Counts
stop at MANY. What is decided while running (which method, which function of a dict) is taken
as any of that name in the same room.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

MANY = 2
Counts = frozenset[int]
NONE: Counts = frozenset({0})
NOTE = "concordat.parties.actions.audit.note"


def after(first: Counts, then: Counts) -> Counts:
    """Return the counts of one thing after another."""
    return frozenset(min(MANY, one + other) for one in first for other in then)


@dataclass
class Module:
    name: str
    tree: ast.Module
    path: Path

    @property
    def room(self) -> str:
        return ".".join(self.name.split(".")[:2])

    @cached_property
    def functions(self) -> dict[str, ast.FunctionDef]:
        return {each.name: each for each in self.tree.body if isinstance(each, ast.FunctionDef)}

    @cached_property
    def methods(self) -> dict[str, list[ast.FunctionDef]]:
        found: dict[str, list[ast.FunctionDef]] = {}
        for made in ast.walk(self.tree):
            if isinstance(made, ast.ClassDef):
                for each in made.body:
                    if isinstance(each, ast.FunctionDef):
                        found.setdefault(each.name, []).append(each)
        return found

    @cached_property
    def imported(self) -> dict[str, str]:
        """Return what each imported name stands for: `module` or `module.name`."""
        found = {}
        for each in ast.walk(self.tree):
            if isinstance(each, ast.ImportFrom) and each.module:
                for alias in each.names:
                    found[alias.asname or alias.name] = f"{each.module}.{alias.name}"
        return found


@dataclass
class Ways:
    """Counts of the ways through some statements: those that go on, and those that return."""

    on: Counts
    back: Counts = frozenset()
    loop: Counts = frozenset()  # break or continue


@dataclass
class House:
    source: Path
    _known: dict[tuple[str, int], Counts] = field(default_factory=dict)

    @cached_property
    def modules(self) -> dict[str, Module]:
        found = {}
        for path in self.source.rglob("*.py"):
            parts = [self.source.name, *path.relative_to(self.source).with_suffix("").parts]
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found[name] = Module(name, ast.parse(path.read_text(encoding="utf-8")), path)
        return found

    def actions(self) -> Iterator[tuple[str, Counts]]:
        """Yield every public action, a function with `by=` of a room's door, with its counts."""
        for name, module in sorted(self.modules.items()):
            if not name.endswith(".actions") or name.count(".") != 2:
                continue
            for word in _all(module):
                found = self.find(f"{name}.{word}")
                if found and any(each.arg == "by" for each in found[1].args.kwonlyargs):
                    yield f"{module.room.removeprefix('concordat.')}.{word}", self.count(*found)

    def find(self, dotted: str) -> tuple[Module, ast.FunctionDef] | None:
        """Return a function by its full name, through whatever imports it on."""
        module_name, _, word = dotted.rpartition(".")
        module = self.modules.get(module_name)
        if module is None:
            return None
        if word in module.functions:
            return module, module.functions[word]
        onward = module.imported.get(word)
        return self.find(onward) if onward and onward != dotted else None

    def count(self, module: Module, function: ast.FunctionDef) -> Counts:
        if f"{module.name}.{function.name}" == NOTE:
            return frozenset({1})
        key = (module.name, function.lineno)
        if key not in self._known:
            self._known[key] = NONE  # while it is being counted: one that calls itself
            ways = self.walk(module, function.body)
            self._known[key] = ways.on | ways.back or NONE
        return self._known[key]

    def walk(self, module: Module, body: Iterable[ast.stmt]) -> Ways:
        ways = Ways(NONE)
        for each in body:
            if not ways.on:
                break
            one = self.statement(module, each)
            ways = Ways(
                after(ways.on, one.on),
                ways.back | after(ways.on, one.back),
                ways.loop | after(ways.on, one.loop),
            )
        return ways

    def statement(self, module: Module, each: ast.stmt) -> Ways:
        match each:
            case ast.Raise():
                return Ways(frozenset())
            case ast.Return():
                return Ways(frozenset(), self.calls(module, [each.value] if each.value else []))
            case ast.Break() | ast.Continue():
                return Ways(frozenset(), frozenset(), NONE)
            case ast.If():
                branches = [self.walk(module, each.body), self.walk(module, each.orelse)]
                return self.choice(self.calls(module, [each.test]), branches)
            case ast.Match():
                branches = [self.walk(module, case.body) for case in each.cases]
                return self.choice(
                    self.calls(module, [each.subject]), [*branches, self.walk(module, [])]
                )
            case ast.For() | ast.While():
                return self.loop(module, each)
            case ast.With():
                inner = self.walk(module, each.body)
                return self.choice(
                    self.calls(module, [item.context_expr for item in each.items]), [inner]
                )
            case ast.Try():
                whole = self.walk(module, [*each.body, *each.orelse])
                # A handler begins when the body has done nothing that stays.
                handlers = [self.walk(module, one.body) for one in each.handlers]
                return self.choice(NONE, [whole, *handlers], self.walk(module, each.finalbody))
            case ast.FunctionDef() | ast.ClassDef():
                return Ways(NONE)
        return Ways(self.calls(module, [each]))

    def choice(self, before: Counts, branches: list[Ways], last: Ways | None = None) -> Ways:
        tail = last.on if last else NONE
        return Ways(
            after(after(before, frozenset().union(*(one.on for one in branches))), tail),
            after(after(before, frozenset().union(*(one.back for one in branches))), tail),
            after(after(before, frozenset().union(*(one.loop for one in branches))), tail),
        )

    def loop(self, module: Module, each: ast.For | ast.While) -> Ways:
        head = [each.iter] if isinstance(each, ast.For) else [each.test]
        inner = self.walk(module, each.body)
        turn = inner.on | inner.loop
        turns = NONE if turn <= NONE else frozenset({0, *turn, MANY})
        before = after(self.calls(module, head), turns)
        done = self.walk(module, each.orelse)
        left = before if inner.loop else frozenset()  # by a break, past the else
        return Ways(
            after(before, done.on) | left, after(before, inner.back) | after(before, done.back)
        )

    def calls(self, module: Module, roots: Iterable[ast.AST]) -> Counts:
        """Return the counts of all that an expression calls; what may be left out, may count 0."""
        total = NONE
        for root in roots:
            total = after(total, self.expression(module, root))
        return total

    def expression(self, module: Module, node: ast.AST) -> Counts:
        match node:
            case ast.Lambda():
                return NONE
            case ast.IfExp():
                either = self.expression(module, node.body) | self.expression(module, node.orelse)
                return after(self.expression(module, node.test), either)
            case ast.BoolOp():
                first, *others = (self.expression(module, each) for each in node.values)
                for other in others:
                    first = after(first, other | NONE)
                return first
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                inner = self.calls(module, ast.iter_child_nodes(node))
                return NONE if inner <= NONE else frozenset({0, MANY}) | inner
        inner = self.calls(module, ast.iter_child_nodes(node))
        return after(inner, self.called(module, node)) if isinstance(node, ast.Call) else inner

    def called(self, module: Module, call: ast.Call) -> Counts:
        match call.func:
            case ast.Name(id=name):
                found = self.find(f"{module.name}.{name}")
                return self.count(*found) if found else NONE
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner in module.imported:
                found = self.find(f"{module.imported[owner]}.{name}")
                if found or module.imported[owner] in self.modules:
                    return self.count(*found) if found else NONE
                return self.method(module, name)
            case ast.Attribute(attr=name):
                return self.method(module, name)
        return NONE

    def method(self, module: Module, name: str) -> Counts:
        """Return what any method of that name may count: of a class that is here, else anywhere."""
        near = {module.name, *(each.rpartition(".")[0] for each in module.imported.values())}
        room = [each for each in self.modules.values() if each.room == module.room]
        candidates = [each for each in room if name in each.methods]
        chosen = [each for each in candidates if each.name in near] or candidates
        found: Counts = frozenset()
        for other in chosen:
            for each in other.methods[name]:
                found |= self.count(other, each)
        return found or NONE


def _all(module: Module) -> list[str]:
    for each in module.tree.body:
        if isinstance(each, ast.Assign) and getattr(each.targets[0], "id", "") == "__all__":
            return [str(word) for word in ast.literal_eval(each.value)]
    return [name for name in module.functions if not name.startswith("_")]
