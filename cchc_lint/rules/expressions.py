"""Expressions: Python's syntax in a closed, typed subset, compiled once to closures.

    staff.civil.present <= staff.civil.quota
    it.percent == pct(it.part, it.whole)
    it.number == sum(c.number for c in it.children if c.among)

Names are concepts (dotted; @scope, @channel or @scope.channel names another context), `it`, `report`;
literals are numbers, texts, True, False and lists of them; operators + − and × by a constant, comparison
chains, in, not in, and, or, not; functions stand in rules/functions.py. Rule text never reaches eval: each
node of the syntax tree is looked up in a table here, and what is not there is a mistake with a place.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterable
from decimal import Decimal
from typing import Any

from cchc_lint.rules import closures, values
from cchc_lint.rules.closed import never, words
from cchc_lint.rules.functions import FUNCTIONS
from cchc_lint.rules.model import CHANNELS, RECORDS, SCOPES, element
from cchc_lint.rules.nodes import (
    ExpressionError,
    Names,
    Node,
    Operand,
    Run,
    path_of,
    span_of,
    type_name,
    value_of,
)
from cchc_lint.words import did_you_mean, say

__all__ = ["Compiler", "ExpressionError", "Names", "Node", "compile_expression"]

NUMERIC = ("quantity", "integer")
_SIGNS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}


def compile_expression(text: str, names: Names, want: str = "") -> Node:
    """The compiled expression; ExpressionError for every text that is none, or not of the type wanted."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        at = max((error.offset or 1) - 1, 0)
        raise ExpressionError(say("biểu thức sai cú pháp", "not an expression"), at, at + 1) from None
    except (ValueError, RecursionError, MemoryError):
        raise ExpressionError(say("biểu thức không đọc được", "the expression cannot be read")) from None
    node = Compiler(text.strip(), names).visit(tree)
    if want and node.type != want and not (want == "truth" and node.type == "flag"):
        wanted, given = type_name(want), type_name(node.type)
        raise ExpressionError(say(f"cần {wanted}, mà đây là {given}", f"{wanted} is needed, this is {given}"),
                              *span_of(node.tree, text.strip()))
    return node


class Compiler:
    """Compiles the syntax tree of one expression; `inner` holds the types of variables."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names
        self.inner: dict[str, str] = dict(names.extras)

    def visit(self, tree: ast.expr) -> Node:
        handler = _HANDLERS.get(type(tree))
        if handler is None:
            raise self.error("phép này không có trong ngôn ngữ quy tắc",
                             "the rule language has no such operation", tree)
        node = handler(self, tree)
        node.tree = tree
        return node

    def error(self, vi: str, en: str, tree: ast.AST) -> ExpressionError:
        return ExpressionError(say(vi, en), *span_of(tree, self.text))

    def unlike(self, one: str, other: str, tree: ast.AST) -> ExpressionError:
        one, other = type_name(one), type_name(other)
        return self.error(f"không so sánh được {one} với {other}", f"{one} and {other} cannot be compared", tree)

    def truth(self, tree: ast.expr) -> Node:
        node = self.visit(tree)
        if node.type not in ("truth", "flag"):
            given = type_name(node.type)
            raise self.error(f"cần một điều kiện, mà đây là {given}", f"a condition is needed, this is {given}", tree)
        return node

    # Leaves

    def constant(self, tree: ast.Constant) -> Node:
        value: Any = tree.value
        if isinstance(value, bool):
            return Node("truth", lambda env: value, "constant", literal=value)
        if isinstance(value, float):
            value = Decimal(repr(value))
        types = {int: "integer", Decimal: "quantity", str: "text"}
        if value is None:
            raise self.error("không có None; thử known(…) hoặc blank(…)",
                             "there is no None; try known(…) or blank(…)", tree)
        if type(value) not in types:
            raise self.error("hằng này không dùng được trong quy tắc", "rules have no such constant", tree)
        return Node(types[type(value)], lambda env: value, "constant", literal=value)

    def name(self, tree: ast.Name | ast.Attribute) -> Node:
        path = path_of(tree)
        if path is None:  # an attribute of something computed: it.children[…] has no syntax here
            raise self.error("chỉ tên có dấu chấm mới có thuộc tính", "only dotted names have attributes", tree)
        root = path[0]
        if root in self.inner:
            kind, read = self.inner[root], closures.read_variable(root)
            if kind == "quantity" and len(path) == 1:
                return Node(kind, read, "name", label=root)
        elif root == "report":
            kind, read = "report", closures.read_report
        elif root == "it" and self.names.it:
            kind, read = self.names.it, closures.read_it
        else:
            return self.fact(tree, ".".join(path))
        return self.attributes(tree, ".".join(path), kind, read, path[1:])

    def attributes(self, tree: ast.expr, name: str, kind: str, read: Run, path: list[str]) -> Node:
        spelled: Collection[str] = ()
        for word in path:
            known = RECORDS.get(element(kind))
            if known is None:
                raise self.error(f"{type_name(kind)} không có thuộc tính nào",
                                 f"{type_name(kind)} has no attributes", tree)
            if word not in known:
                near = did_you_mean(word, known)
                raise self.error(f"«{element(kind)}» không có thuộc tính «{word}»{near}",
                                 f"«{element(kind)}» has no attribute «{word}»{near}", tree)
            attribute, spelled = known[word], words(element(kind), word)
            if kind.endswith("*"):
                if attribute.type.endswith("*"):
                    raise self.error(f"«{word}» của một danh sách lại là danh sách",
                                     f"«{word}» of a list is a list of lists", tree)
                read = closures.attribute_of_each(read, attribute.read, self.names.tests, word)
                kind = attribute.type + "*"
            else:
                read = (closures.stub_attribute if self.names.tests else closures.attribute)(read, attribute, word)
                kind = attribute.type
        if element(kind) != "quantity":
            return Node(kind, read, "name", label=name, words=spelled)
        if self.names.direct or name.partition(".")[0] in self.inner:  # a variable's figures have no slot of their own
            return Node(kind, lambda env: value_of(read(env)), "name", raw=read, label=name)
        return self.slot(Operand(name, read=read, many=kind.endswith("*"),
                                 policy=self.names.policies.get(name, "unknown")))

    def slot(self, wanted: Operand) -> Node:
        index = self.names.operand(wanted)
        kind = "quantity*" if wanted.many else "quantity"
        return Node(kind, lambda env: env.values[index], "name", raw=lambda env: env.numbers[index],
                    operand=index, label=wanted.name)

    def fact(self, tree: ast.expr, concept: str, scope: str = "", channel: str = "") -> Node:
        facts = self.names.facts
        if facts is None:
            roots = ["report", *(["it"] if self.names.it else []), *self.inner, *FUNCTIONS]
            near = did_you_mean(concept.partition(".")[0], roots)
            raise self.error(f"không có tên «{concept}» ở đây{near}", f"no such name «{concept}» here{near}", tree)
        if concept not in facts:
            near = did_you_mean(concept, facts)
            raise self.error(f"danh mục không có chỉ tiêu «{concept}»{near}",
                             f"no such figure «{concept}»{near}", tree)
        where = ".".join(part for part in (scope, channel) if part)
        name = f"{concept}@{where}" if where else concept
        return self.slot(Operand(name, concept, scope, channel, policy=self.names.policies.get(name, "unknown")))

    def at(self, tree: ast.BinOp) -> Node:
        """fact@scope, fact@channel, fact@scope.channel; binds closer than the × and − before it."""
        left = tree.left
        if isinstance(left, ast.BinOp) and isinstance(left.op, ast.Mult):
            inner = ast.copy_location(ast.BinOp(left.right, ast.MatMult(), tree.right), tree)
            return self.visit(ast.copy_location(ast.BinOp(left.left, ast.Mult(), inner), tree))
        if isinstance(left, ast.UnaryOp):
            inner = ast.copy_location(ast.BinOp(left.operand, ast.MatMult(), tree.right), tree)
            return self.visit(ast.copy_location(ast.UnaryOp(left.op, inner), tree))
        concept, where = path_of(left), path_of(tree.right)
        if concept is None or where is None or len(where) > 2:
            raise self.error("sau @ là phạm vi (communes …), kênh (online …) hoặc phạm vi.kênh",
                             "after @ stands a scope (communes …), a channel (online …) or scope.channel", tree)
        scope = next((w for w in where if w in SCOPES), "")
        channel = next((w for w in where if w in CHANNELS), "")
        for word in where:
            if word not in SCOPES and word not in CHANNELS:
                near = did_you_mean(word, (*SCOPES, *CHANNELS))
                raise self.error(f"không có phạm vi hay kênh «{word}»{near}",
                                 f"no such scope or channel «{word}»{near}", tree.right)
        return self.fact(tree, ".".join(concept), scope, channel)

    # Operators

    def binary(self, tree: ast.BinOp) -> Node:
        if isinstance(tree.op, ast.MatMult):
            return self.at(tree)
        if not isinstance(tree.op, (ast.Add, ast.Sub, ast.Mult)):
            raise self.error("chỉ có + − và × với hằng số; tỷ lệ thì dùng pct(phần, tổng)",
                             "there are + − and × by a constant only; for rates pct(part, whole)", tree)
        left, right = self.visit(tree.left), self.visit(tree.right)
        if isinstance(tree.op, ast.Mult):
            return self.product(tree, left, right)
        plus = isinstance(tree.op, ast.Add)
        if left.type == "day" and right.type == "integer":
            run = closures.shift(left.run, right.run, 1 if plus else -1)
            return Node("day", run, "+" if plus else "-", (left, right))
        if left.type == right.type == "day" and not plus:
            return Node("integer", closures.days_between(left.run, right.run), "-", (left, right))
        self.numeric(tree.left, left)
        self.numeric(tree.right, right)
        kind = "integer" if left.type == right.type == "integer" else "quantity"
        run = (closures.add if plus else closures.subtract)(left.run, right.run)
        return Node(kind, run, "+" if plus else "-", (left, right))

    def product(self, tree: ast.BinOp, left: Node, right: Node) -> Node:
        self.numeric(tree.left, left)
        self.numeric(tree.right, right)
        if left.op == "constant":
            left, right = right, left
        if right.op != "constant":
            raise self.error("phép nhân cần một vế là hằng số", "a product needs a constant", tree)
        run, factor = left.run, right.literal
        return Node(left.type if right.type == "integer" else "quantity",
                    lambda env: values.times(run(env), factor), "*", (left, right))

    def numeric(self, tree: ast.expr, node: Node) -> None:
        if node.type not in NUMERIC:
            given = type_name(node.type)
            raise self.error(f"phép tính cần số, mà đây là {given}", f"a number is needed, this is {given}", tree)

    def unary(self, tree: ast.UnaryOp) -> Node:
        if isinstance(tree.op, ast.Not):
            node = self.truth(tree.operand)
            return Node("truth", closures.negated(node.run), "not", (node,))
        if not isinstance(tree.op, ast.USub):
            raise self.error("phép này không có trong ngôn ngữ quy tắc",
                             "the rule language has no such operation", tree)
        node = self.visit(tree.operand)
        self.numeric(tree.operand, node)
        if node.op == "constant":
            value = -node.literal
            return Node(node.type, lambda env: value, "constant", literal=value)
        inner = node.run
        return Node(node.type, lambda env: values.negative(inner(env)), "neg", (node,))

    def boolean(self, tree: ast.BoolOp) -> Node:
        nodes = tuple(self.truth(part) for part in tree.values)
        join = isinstance(tree.op, ast.And)
        run = (closures.every if join else closures.some)([node.run for node in nodes])
        return Node("truth", run, "and" if join else "or", nodes)

    def comparison(self, tree: ast.Compare) -> Node:
        operands = [self.visit(part) for part in (tree.left, *tree.comparators)]
        links = [
            self.link(tree, op, left, right)
            for op, left, right in zip(tree.ops, operands, operands[1:], strict=False)
        ]
        if len(links) == 1:
            return links[0]
        return Node("truth", closures.every([link.run for link in links]), "and", tuple(links))

    def link(self, tree: ast.Compare, op: ast.cmpop, left: Node, right: Node) -> Node:
        if isinstance(op, (ast.In, ast.NotIn)):
            node = self.membership(tree, left, right)
            if isinstance(op, ast.In):
                return node
            return Node("truth", closures.negated(node.run), "not", (node,))
        sign = _SIGNS.get(type(op))
        if sign is None:
            raise self.error("so sánh này không có; thử known(…), blank(…)",
                             "no such comparison; try known(…), blank(…)", tree)
        run = self.compared(tree, sign, left, right)
        return Node("truth", run, sign, (left, right))

    def spelled(self, text: Node, constants: Iterable[Node]) -> None:
        """Refuses a word that the text can never be: the comparison would silently be false."""
        for each in constants:
            if text.words and each.op == "constant" and each.literal and each.literal not in text.words:
                raise self.error(*never(text.label, each.literal, text.words), each.tree or ast.Constant(""))

    def compared(self, tree: ast.Compare, sign: str, left: Node, right: Node) -> Run:
        self.spelled(left, [right])
        self.spelled(right, [left])
        if left.type in NUMERIC and right.type in NUMERIC:
            if sign == "==" and right.op == "pct":
                return closures.percent(left.run, right.args[0].run, right.args[1].run)
            if sign == "==" and left.op == "pct":
                return closures.percent(right.run, left.args[0].run, left.args[1].run)
            return closures.ordered(sign, left.run, right.run)
        if left.type != right.type and {left.type, right.type} != {"flag", "truth"}:
            raise self.unlike(left.type, right.type, tree)
        if sign in ("==", "!="):
            blank = next((n for n, other in ((left, right), (right, left)) if other.literal == ""), None)
            if blank is not None:  # == "" asks whether it is blank; it does not compare with a missing text
                run = blank.run
                return (lambda env: not run(env)) if sign == "==" else (lambda env: bool(run(env)))
            constant = next((n for n in (right, left) if n.op == "constant" and n.type != "day"), None)
            if constant is not None:
                return closures.same_as((left if constant is right else right).run, constant.literal, sign == "==")
            return closures.same(left.run, right.run, sign == "==", left.type in RECORDS)
        if left.type == "day":
            return closures.days(sign, left.run, right.run)
        given = type_name(left.type)
        raise self.error(f"{given} chỉ so sánh được bằng == và !=", f"{given} is compared by == and != only", tree)

    def membership(self, tree: ast.Compare, left: Node, right: Node) -> Node:
        run, among = left.run, right.run
        if left.type == right.type == "text":
            return Node("truth", closures.within(run, among), "in", (left, right))
        if not right.type.endswith("*"):
            given = type_name(right.type)
            raise self.error(f"«in» cần một danh sách hoặc văn bản, mà đây là {given}",
                             f"«in» needs a list or a text, this is {given}", tree)
        self.spelled(left, right.args)
        inside = element(right.type)
        if left.type in NUMERIC and inside in NUMERIC:
            return Node("truth", closures.one_of(run, among), "in", (left, right))
        if left.type != inside:
            raise self.unlike(left.type, inside, tree)
        blank = right.op == "list" and any(arg.literal == "" for arg in right.args)
        return Node("truth", closures.member(run, among, blank), "in", (left, right))

    # Lists and calls

    def listing(self, tree: ast.List | ast.Tuple) -> Node:
        nodes = tuple(self.visit(part) for part in tree.elts)
        kinds = {node.type for node in nodes}
        if kinds and kinds <= set(NUMERIC):
            kinds = {"integer" if kinds == {"integer"} else "quantity"}
        if len(kinds) != 1:
            raise self.error("danh sách cần các phần tử cùng một loại", "a list holds things of one sort", tree)
        runs = [node.run for node in nodes]
        if all(node.op == "constant" for node in nodes):
            fixed = [node.literal for node in nodes]
            return Node(kinds.pop() + "*", lambda env: fixed, "list", nodes)
        return Node(kinds.pop() + "*", lambda env: [run(env) for run in runs], "list", nodes)

    def comprehension(self, tree: ast.GeneratorExp | ast.ListComp) -> Node:
        if len(tree.generators) != 1 or not isinstance(tree.generators[0].target, ast.Name):
            raise self.error("chỉ một «for … in …» với một tên", "one «for … in …» with one name only", tree)
        loop = tree.generators[0]
        variable = tree.generators[0].target.id
        source = self.visit(loop.iter)
        inner = element(source.type)
        if (inner not in RECORDS and inner != "quantity") or not source.type.endswith("*"):
            given = type_name(source.type)
            raise self.error(f"«for» cần một danh sách bản ghi hoặc số liệu, mà đây là {given}",
                             f"«for» needs a list of records or figures, this is {given}", loop.iter)
        outer, self.inner = self.inner, {**self.inner, variable: inner}
        try:
            condition = [self.truth(test).run for test in loop.ifs]
            body = self.visit(tree.elt)
        finally:
            self.inner = outer
        if body.type.endswith("*"):
            raise self.error("danh sách của danh sách", "a list of lists", tree)
        if body.raw is not None and body.type == "quantity" and not (self.names.direct or self.inner):
            start, end = span_of(tree, self.text)
            name = self.text[start:end].strip("()[] ")
            return self.slot(Operand(name, read=closures.loop(variable, source.run, condition, body.raw), many=True,
                                     policy=self.names.policies.get(name, "unknown")))
        return Node(body.type + "*", closures.loop(variable, source.run, condition, body.run), "loop", (source, body),
                    raw=closures.loop(variable, source.run, condition, body.raw or body.run))

    def call(self, tree: ast.Call) -> Node:
        name = tree.func.id if isinstance(tree.func, ast.Name) else ""
        if name not in FUNCTIONS:
            called, near = name or ast.unparse(tree.func), did_you_mean(name, FUNCTIONS)
            raise self.error(f"không có hàm «{called}»{near}", f"no such function «{called}»{near}", tree.func)
        if tree.keywords or any(isinstance(arg, ast.Starred) for arg in tree.args):
            raise self.error("hàm của quy tắc chỉ nhận tham số theo thứ tự",
                             "arguments are told by their order only", tree)
        nodes = [self.visit(arg) for arg in tree.args]
        function = FUNCTIONS[name]
        problem = function.misfit(nodes)
        if problem:
            raise self.error(f"{name}: {problem}", f"{name}: {problem}", tree)
        try:
            return function.build(nodes)
        except ValueError as error:  # a literal that says nothing: a pattern, a date
            raise self.error(f"{name}: {error}", f"{name}: {error}", tree) from None


_HANDLERS: dict[type[ast.expr], Callable[[Compiler, Any], Node]] = {
    ast.Constant: Compiler.constant,
    ast.Name: Compiler.name,
    ast.Attribute: Compiler.name,
    ast.BinOp: Compiler.binary,
    ast.UnaryOp: Compiler.unary,
    ast.BoolOp: Compiler.boolean,
    ast.Compare: Compiler.comparison,
    ast.List: Compiler.listing,
    ast.Tuple: Compiler.listing,
    ast.GeneratorExp: Compiler.comprehension,
    ast.ListComp: Compiler.comprehension,
    ast.Call: Compiler.call,
}
