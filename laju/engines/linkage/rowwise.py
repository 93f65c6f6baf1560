"""The same SQL for one row, without a database: planning a statement costs more than one row does.

Only what our own statements use; NULL is None and means what it means in SQL.
"""

import math
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import sqlglot
from rapidfuzz.distance import Levenshtein
from sqlglot import exp

Value = Callable[[Mapping[str, Any]], Any]


@cache
def expression(sql: str) -> Value:
    """Return what computes an expression from the columns of a row."""
    return _value(sqlglot.parse_one(sql, read="duckdb"))


@cache
def query(sql: str) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Return what makes of the one row of its table the one row of a query (with CTEs, no joins)."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    named = {each.alias: each.this for each in tree.find_all(exp.CTE)}
    stages: list[list[tuple[str, Value | None]]] = []
    select: exp.Expr | None = tree
    while select is not None:
        stages.append([_column(each) for each in select.expressions])
        source = select.args["from_"].this
        select = source.this if isinstance(source, exp.Subquery) else named.get(source.name)
    stages.reverse()

    def run(row: Mapping[str, Any]) -> dict[str, Any]:
        found = dict(row)
        for stage in stages:
            made: dict[str, Any] = {}
            for name, value in stage:
                made |= found if value is None else {name: value(found)}
            found = made
        return found

    return run


def _column(told: exp.Expr) -> tuple[str, Value | None]:
    return ("*", None) if isinstance(told, exp.Star) else (told.alias_or_name, _value(told))


def _value(node: exp.Expr) -> Value:
    """Return the closure of a node of the syntax tree."""
    if special := _SPECIAL.get(type(node)):
        return special(node)
    return _strict(_FUNCTIONS[type(node)], [_value(each) for each in _arguments(node)])


def _same(node: exp.Expr) -> Value:
    return _value(node.this)


def _get(node: exp.Expr) -> Value:
    name = node.name
    return lambda row: row[name]


def _literal(node: exp.Expr) -> Value:
    constant = _constant(node)
    return lambda _: constant


def _constant(node: exp.Expr) -> Any:
    if isinstance(node, exp.Literal):
        number = node.this if node.is_string else float(node.this)
        return int(number) if not node.is_string and float(number).is_integer() else number
    return node.this if isinstance(node, exp.Boolean) else None


def _arguments(node: exp.Expr) -> list[exp.Expr]:
    """Return what a function is given, in the order it is written."""
    given = (node.args.get(name) for name in node.arg_types)
    flat = (each if isinstance(each, list) else [each] for each in given)
    return [each for some in flat for each in some if isinstance(each, exp.Expr)]


def _strict(function: Callable[..., Any], given: list[Value]) -> Value:
    """What knows nothing of one thing knows nothing of the whole."""

    def run(row: Mapping[str, Any]) -> Any:
        values = [each(row) for each in given]
        return None if any(value is None for value in values) else function(*values)

    return run


def _case(node: exp.Expr) -> Value:
    branches = [(_value(each.this), _value(each.args["true"])) for each in node.args["ifs"]]
    default = node.args.get("default")
    otherwise = _value(default) if default is not None else lambda _: None

    def run(row: Mapping[str, Any]) -> Any:
        for when, then in branches:
            if when(row):
                return then(row)
        return otherwise(row)

    return run


def _coalesce(node: exp.Expr) -> Value:
    some = [_value(each) for each in (node.this, *node.expressions)]
    return lambda row: next((got for each in some if (got := each(row)) is not None), None)


def _is_null(node: exp.Expr) -> Value:
    one = _value(node.this)
    return lambda row: one(row) is None


def _glued(node: exp.Expr) -> Value:
    glue, *parts = (_value(each) for each in node.expressions)
    return lambda row: glue(row).join(got for each in parts if (got := each(row)) is not None)


def _logic(node: exp.Connector) -> Value:
    """AND is decided by one False, OR by one True; what is not decided and not known is None."""
    left, right, decides = _value(node.left), _value(node.right), isinstance(node, exp.Or)

    def run(row: Mapping[str, Any]) -> Any:
        one = left(row)
        if one is decides:
            return decides
        other = right(row)
        if other is decides:
            return decides
        return None if one is None or other is None else not decides

    return run


def _regex(node: exp.Expr) -> Value:
    pattern, text = re.compile(node.expression.this), _value(node.this)
    if isinstance(node, exp.RegexpLike):
        return _strict(lambda told: pattern.search(told) is not None, [text])
    if isinstance(node, exp.RegexpReplace):
        new = node.args["replacement"].this
        return _strict(lambda told: pattern.sub(lambda _: new, told), [text])

    def extract(told: str) -> str:
        found = pattern.search(told)
        return (found[1] or "") if found else ""

    return _strict(extract, [text])


def _split_part(text: str, mark: str, number: int) -> str:
    parts = text.split(mark)
    return parts[number - 1] if number <= len(parts) else ""


def _translate(text: str, old: str, new: str) -> str:
    return text.translate({ord(mark): new[at : at + 1] for at, mark in enumerate(old)})


def _shared(one: list[str], other: list[str]) -> list[str]:
    return list(set(one) & set(other))


_FUNCTIONS: dict[type[exp.Expr], Callable[..., Any]] = {
    exp.Add: lambda one, other: one + other,
    exp.ArrayIntersect: _shared,
    exp.ArraySize: len,
    exp.ArraySort: lambda words, *_: sorted(words),
    exp.ArrayToString: lambda words, glue: glue.join(words),
    exp.Chr: chr,
    exp.Div: lambda one, other: one / other,
    exp.DPipe: lambda one, other: one + other,
    exp.EQ: lambda one, other: one == other,
    exp.GT: lambda one, other: one > other,
    exp.GTE: lambda one, other: one >= other,
    exp.Greatest: max,
    exp.In: lambda one, *others: one in others,
    exp.LTE: lambda one, other: one <= other,
    exp.Least: min,
    exp.Left: lambda text, count: text[:count],
    exp.Length: len,
    exp.Levenshtein: Levenshtein.distance,
    exp.Log: lambda base, number: math.log(number, base),
    exp.Lower: str.lower,
    exp.Mul: lambda one, other: one * other,
    exp.NEQ: lambda one, other: one != other,
    exp.Neg: lambda one: -one,
    exp.Not: lambda one: not one,
    exp.Nullif: lambda one, other: None if one == other else one,
    exp.Replace: str.replace,
    exp.Split: str.split,
    exp.SplitPart: _split_part,
    exp.StrPosition: lambda text, part: text.find(part) + 1,
    exp.Sub: lambda one, other: one - other,
    exp.Translate: _translate,
    exp.Trim: lambda text: text.strip(" "),
}

_SPECIAL: dict[type[exp.Expr], Callable[[Any], Value]] = {
    exp.Alias: _same,
    exp.And: _logic,
    exp.Boolean: _literal,
    exp.Case: _case,
    exp.Cast: _same,
    exp.Coalesce: _coalesce,
    exp.Column: _get,
    exp.ConcatWs: _glued,
    exp.Is: _is_null,
    exp.Literal: _literal,
    exp.Null: _literal,
    exp.Or: _logic,
    exp.Paren: _same,
    exp.RegexpExtract: _regex,
    exp.RegexpLike: _regex,
    exp.RegexpReplace: _regex,
}
