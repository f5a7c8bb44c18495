"""Random trees, values and numbers for the laws."""

from hypothesis import strategies as st

from guiju.standard.feel import tree as t
from guiju.standard.feel.numbers import DECIMAL128
from guiju.standard.feel.types import ContextType, FunctionType, ListType, NamedType, RangeType

NAMES = ("a", "b1", "first name", "order-line", "规矩")
OPERATORS = ("=", "!=", "<", "<=", ">", ">=")

names = st.sampled_from(NAMES)
ints = st.integers(0, 10**34 - 1)
decimals = st.decimals(0, 10**30, allow_nan=False, allow_infinity=False, places=3).map(
    lambda d: DECIMAL128.create_decimal(str(d))
)
texts = st.text(st.characters(codec="utf-8"), max_size=6)

types = st.recursive(
    st.sampled_from(["number", "string", "date and time", "Any", "tItem"]).map(NamedType),
    lambda inner: st.one_of(
        inner.map(ListType),
        inner.map(RangeType),
        st.lists(st.tuples(names, inner), max_size=2).map(lambda e: ContextType(tuple(e))),
        st.builds(FunctionType, st.lists(inner, max_size=2).map(tuple), inner),
    ),
    max_leaves=3,
)

leaves = st.one_of(
    ints.map(t.NumberLiteral),
    decimals.map(t.NumberLiteral),
    texts.map(t.StringLiteral),
    st.booleans().map(t.BooleanLiteral),
    st.just(t.NullLiteral()),
    st.sampled_from(["2026-01-31", "P1D", "x"]).map(t.AtLiteral),
    st.one_of(names, st.just("?")).map(t.Name),
)


def _several(inner, least=1):
    return st.lists(inner, min_size=least, max_size=3).map(tuple)


def _arithmetic(inner):
    signs = st.sampled_from([("+", "-"), ("*", "/"), ("**",)])
    return signs.flatmap(
        lambda own: st.builds(t.Arithmetic, inner, _several(st.tuples(st.sampled_from(own), inner)))
    )


def _iterations(inner):
    return _several(st.builds(t.Iteration, names, inner, st.none() | inner))


def _inner(inner):
    tests = _several(inner | st.builds(t.OperatorTest, st.sampled_from(OPERATORS), inner))
    pairs = st.lists(st.tuples(names, inner), max_size=2, unique_by=lambda p: p[0]).map(tuple)
    return st.one_of(
        st.builds(t.Path, inner, names),
        st.builds(t.Filter, inner, inner),
        _several(inner, 0).map(t.ListLiteral),
        st.lists(st.tuples(names | texts, inner), max_size=2).map(
            lambda e: t.ContextLiteral(tuple(e))
        ),
        st.builds(t.RangeLiteral, inner, inner, st.booleans(), st.booleans()),
        st.builds(t.UnaryRange, st.sampled_from(OPERATORS), inner),
        _arithmetic(inner),
        st.builds(t.Negation, inner),
        st.builds(t.Comparison, st.sampled_from(OPERATORS), inner, inner),
        st.builds(t.Between, inner, inner, inner),
        st.builds(t.In, inner, tests),
        _several(inner, 2).map(t.Conjunction),
        _several(inner, 2).map(t.Disjunction),
        st.builds(t.If, inner, inner, inner),
        st.builds(t.For, _iterations(inner), inner),
        st.builds(t.Quantified, st.sampled_from(["some", "every"]), _iterations(inner), inner),
        st.builds(t.InstanceOf, inner, types),
        st.builds(
            t.FunctionDefinition,
            st.lists(st.tuples(names, st.none() | types), max_size=2).map(tuple),
            inner,
        ),
        st.builds(t.Call, inner, _several(inner, 0)),
        st.builds(t.Call, inner, st.just(()), pairs),
    )


expressions = st.recursive(leaves, _inner, max_leaves=12)
cells = st.builds(
    t.UnaryTests,
    _several(expressions | st.builds(t.OperatorTest, st.sampled_from(OPERATORS), expressions)),
    st.booleans(),
)

numbers = st.one_of(
    st.integers(-(10**12), 10**12),
    st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=4),
)
truths = st.sampled_from([True, False, None])
