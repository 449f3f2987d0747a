"""The grammar: the tokens of one line become a tree of what was typed.

line    = step { AND|OR|NOT step }         in the order that the dialect says
step    = near [ near ... ]                side by side, where the dialect allows it
near    = unit { adjN unit }
unit    = ( "(" line ")" | words | quote | heading | lines ) { tag }
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from .dialects import Dialect
from .errors import StrategyError
from .lexer import Near, Token
from .syntax import Adjacent, Heading, Lines, Node, Operation, Range, Tag, Tagged, Words
from .tree import Span

#: Brackets in brackets, and turns between operators: more is a slip, or an attack.
DEEPEST = 60
TERM = ("a word", "a phrase in quotes", "an opening bracket")
OPERATOR = ("AND", "OR", "NOT")


class Parser:
    """Reads the tokens of one line. `notes` collects what a reader should be told."""

    def __init__(
        self, tokens: Sequence[Token], *, dialect: Dialect, span: Span, notes: list[str]
    ) -> None:
        self.tokens = tokens
        self.dialect = dialect
        self.span = span
        self.notes = notes
        self.at = 0
        self.brackets: list[Token] = []

    def parse(self) -> Node:
        """Return the whole line; anything left over is an error."""
        node = self._line()
        if (left := self._peek()) is not None:
            if left.kind != ")" or self.at < len(self.tokens) - 1:
                self._complain_of_left_over(left)
            self._note("A bracket at the end that closed nothing was left out.")
        return node

    def _line(self) -> Node:
        parts, operators = [self._step()], []
        while (token := self._peek()) is not None and token.kind == "op":
            self.at += 1
            if not self._is_doubled(token):
                operators.append(token.text.upper())
                parts.append(self._step())
        if self.dialect.in_turn:
            return self._in_turn(parts, operators)
        return self._and_first(parts, operators)

    def _is_doubled(self, operator: Token) -> bool:
        """Return whether the same operator follows at once; another one is refused."""
        following = self._peek()
        if following is None or following.kind != "op":
            return False
        if following.text.upper() == operator.text.upper():
            self._note(f"{operator.text} stood twice, and was read once.")
            return True
        raise StrategyError(
            f"{operator.text} and {following.text} follow each other. Keep one of them,"
            " or write a word between them.",
            *following.span,
            TERM,
        )

    def _in_turn(self, parts: Sequence[Node], operators: Sequence[str]) -> Node:
        """Join from left to right, no operator before another."""
        node = parts[0]
        steps = zip(operators, parts[1:], strict=True)
        for name, group in groupby(steps, key=itemgetter(0)):
            node = self._joined(name, node, tuple(part for _, part in group))
        return node

    def _and_first(self, parts: list[Node], operators: list[str]) -> Node:
        """Join AND and NOT from left to right, then OR."""
        if "OR" in operators and len(set(operators)) > 1 and not self.dialect.bare_lines:
            self._note(
                "AND, OR and NOT stand together without brackets:"
                " AND and NOT were done before OR. Add brackets to say it otherwise."
            )
        ends = [place for place, name in enumerate(operators) if name == "OR"]
        starts = [0, *(end + 1 for end in ends)]
        groups = tuple(
            self._in_turn(parts[start : end + 1], operators[start:end])
            for start, end in zip(starts, [*ends, len(operators)], strict=True)
        )
        return groups[0] if len(groups) == 1 else self._operation("OR", groups)

    def _joined(self, name: str, left: Node, rest: tuple[Node, ...]) -> Node:
        """Join by one operator: a NOT b NOT c is a NOT (b OR c), which is the same set."""
        if name == "NOT" and len(rest) > 1:
            rest = (self._operation("OR", rest),)
        return self._operation(name, (left, *rest))

    def _operation(self, name: str, parts: tuple[Node, ...]) -> Operation:
        span = (parts[0].span[0], parts[-1].span[1])
        return Operation(name, parts, span, self._deeper(parts, span))

    def _deeper(self, parts: Sequence[Node], span: Span) -> int:
        depth = 1 + max(part.depth for part in parts)
        if depth > DEEPEST:
            raise StrategyError(
                f"This part is nested more than {DEEPEST} deep. Put parts of it on lines of"
                " their own and name the lines: #1 AND #2.",
                *span,
            )
        return depth

    def _step(self) -> Node:
        parts = [self._near()]
        while (token := self._peek()) is not None and self._opens(token):
            if not self.dialect.side_by_side:
                raise StrategyError(
                    "An operator is missing here. Write AND, OR, NOT or adjN between the two.",
                    *token.span,
                    (*OPERATOR, "adjN"),
                )
            self._note("Where two parts stood side by side without an operator, AND was put.")
            parts.append(self._near())
        return parts[0] if len(parts) == 1 else self._operation("AND", tuple(parts))

    def _near(self) -> Node:
        node = self._unit()
        while (token := self._peek()) is not None and isinstance(token.held, Near):
            self.at += 1
            right = self._unit()
            span = (node.span[0], right.span[1])
            near = token.held
            depth = self._deeper((node, right), span)
            node = Adjacent(node, right, near.between, near.ordered, span, depth)
        return node

    def _unit(self) -> Node:
        node = self._tagged(self._bare())
        colon = self._peek()
        if colon is not None and colon.kind == "colon":
            self.at += 1
            if isinstance(node, Tagged) and "year" in node.tag.field.values:
                last = self._tagged(self._bare())
                span = (node.span[0], last.span[1])
                return Range(node, last, span, self._deeper((node, last), span))
        return node

    def _tagged(self, node: Node) -> Node:
        while (token := self._peek()) is not None and isinstance(token.held, Tag):
            self.at += 1
            span = (node.span[0], token.span[1])
            node = Tagged(node, token.held, span, self._deeper((node,), span))
        return node

    def _bare(self) -> Node:
        token = self._peek()
        while token is not None and token.kind == "colon":
            self.at += 1
            token = self._peek()
        if token is None:
            raise self._ended()
        match token.kind:
            case "(":
                return self._group(token)
            case "word":
                return self._run()
            case "quote":
                self.at += 1
                return Words(token.text, quoted=True, span=token.span)
        if isinstance(token.held, Heading | Lines):
            self.at += 1
            return token.held
        raise self._misplaced(token)

    def _group(self, opening: Token) -> Node:
        self.at += 1
        self.brackets.append(opening)
        if len(self.brackets) > DEEPEST:
            raise StrategyError(
                f"More than {DEEPEST} brackets stand in each other here. Put parts on lines of"
                " their own and name the lines: #1 AND #2.",
                *opening.span,
            )
        node = self._line()
        closing = self._peek()
        if closing is None:
            raise StrategyError(
                "This bracket is opened and never closed.", *opening.span, ("a closing bracket",)
            )
        if closing.kind != ")":
            self._complain_of_left_over(closing)
        self.at += 1
        self.brackets.pop()
        return replace(node, span=(opening.span[0], closing.span[1]))

    def _run(self) -> Words:
        """Read words that stand side by side."""
        first = self.at
        while (token := self._peek()) is not None and token.kind == "word":
            self.at += 1
        run = self.tokens[first : self.at]
        return Words(
            " ".join(token.text for token in run),
            quoted=False,
            span=(run[0].span[0], run[-1].span[1]),
        )

    def _peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    @staticmethod
    def _opens(token: Token) -> bool:
        return token.kind in ("(", "word", "quote", "heading", "lines")

    def _ended(self) -> StrategyError:
        if not self.tokens:
            return StrategyError("There is nothing to search for here.", *self.span, TERM)
        last = self.tokens[-1]
        if self.brackets and last.kind == "(":
            return StrategyError(
                "This bracket is opened and never closed.", *last.span, ("a closing bracket",)
            )
        return StrategyError(
            f"The line ends after {last.text}. Write what it should join, or take it out.",
            *last.span,
            TERM,
        )

    def _misplaced(self, token: Token) -> StrategyError:
        messages = {
            ")": "There is nothing between this closing bracket and what stands before it.",
            "tag": f"{token.text} must stand right behind a word, a phrase or a bracket.",
            "near": f"{token.text} must stand between two words, phrases or groups.",
            "op": f"{token.text} must stand between two parts. To leave works out, write"
            " first what you want: asthma NOT adult",
        }
        return StrategyError(
            messages.get(token.kind, f"{token.text} cannot stand here."), *token.span, TERM
        )

    def _complain_of_left_over(self, token: Token) -> None:
        if token.kind == ")" and not self.brackets:
            raise StrategyError(
                "This bracket closes nothing. Take it out, or add the opening bracket.",
                *token.span,
                OPERATOR,
            )
        raise StrategyError(f"{token.text} cannot stand here.", *token.span, OPERATOR)

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)
