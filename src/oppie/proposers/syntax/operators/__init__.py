"""All operators, one file a family; their priors are data in ``priors``."""

from collections.abc import Iterator

from oppie.proposers.syntax.family import Operate, Operator
from oppie.proposers.syntax.languages import LANGUAGES
from oppie.proposers.syntax.operators import (
    added,
    arguments,
    branches,
    characters,
    compose,
    comprehensions,
    conditions,
    constants,
    copies,
    dead,
    errors,
    functions,
    given,
    guards,
    hinted,
    idioms,
    inserts,
    names,
    odd,
    offsets,
    operands,
    pairs,
    questions,
    resets,
    stale,
    statements,
    steps,
    strings,
    subscripts,
    swaps,
    symmetry,
    texts,
    ties,
    unset,
    values,
    wraps,
)

_BINARY = "binary_operator boolean_operator"
_NAMED = "identifier attribute"
_COMPOSED = "call subscript binary_operator parenthesized_expression"
_COMPREHENSIONS = (
    "list_comprehension set_comprehension generator_expression dictionary_comprehension"
)
_COMPOUND = "if_statement for_statement while_statement with_statement try_statement"
_SIMPLE = "expression_statement return_statement raise_statement assert_statement declaration"
_LEAVING = "break_statement continue_statement pass_statement delete_statement"
_STATEMENTS = f"{_COMPOUND} {_SIMPLE} {_LEAVING}"
_CONDITIONS = (
    "comparison_operator boolean_operator not_operator call identifier attribute subscript"
    " parenthesized_expression true false"
)
_VALUES = f"{_NAMED} {_COMPOSED} list_comprehension generator_expression"


def _of(name: str, kinds: str, operate: Operate) -> Operator:
    return Operator(name, frozenset(kinds.split()), operate)


def _tokens() -> Iterator[Operator]:
    """The operators' tokens of all languages, one operator for each class of them."""
    names = dict.fromkeys(name for lang in LANGUAGES for name in lang.usual.operators)
    for name in names:
        tokens = {t for lang in LANGUAGES for t in lang.usual.operators.get(name, {})}
        yield Operator(name, frozenset(tokens), swaps.swap(name))


OPERATORS: tuple[Operator, ...] = (
    *_tokens(),
    _of("accumulate", "assignment", swaps.accumulate),
    _of("compared", "assignment", swaps.compared),
    _of("paired-name", "identifier", swaps.paired),
    _of("drop-operand", _BINARY, operands.drop),
    _of("shorten", _BINARY, operands.shorten),
    _of("regroup", "binary_operator", operands.regroup),
    _of("put-operand", f"{_NAMED} {_COMPOSED}", added.operand),
    _of("swap-operands", f"{_BINARY} comparison_operator", operands.swap),
    _of("sign", f"unary_operator {_NAMED} {_COMPOSED}", operands.sign),
    _of("negate", _CONDITIONS, operands.negate),
    _of("integer", "integer unary_operator", constants.integer),
    _of("decimal", "float", constants.decimal),
    _of("truth", "true false", constants.truth),
    _of("nothing", "none", constants.nothing),
    _of("literal-to-name", "integer float string true false none", constants.named),
    _of("string", "string", strings.other),
    _of("string-piece", "string", strings.pieces),
    _of("character", "character", characters.other),
    _of("brackets", "", characters.brackets),
    _of("character-range", "boolean_operator", characters.ranges),
    _of("off-by-one", f"{_NAMED} {_COMPOSED} unary_operator", offsets.shift),
    _of("range-bounds", "call", offsets.bounds),
    _of("slice-bounds", "slice", offsets.slices),
    _of("put-subscript", f"{_VALUES} list tuple", subscripts.put_subscript),
    _of("other-end", "subscript", subscripts.other_end),
    _of("drop-subscript", "subscript", subscripts.drop_subscript),
    _of("variable", f"{_NAMED} subscript", names.variable),
    _of("variable-throughout", _SIMPLE, names.throughout),
    _of("target", _NAMED, names.target),
    _of("attribute", "attribute", names.attribute),
    _of("function", "identifier", names.function),
    _of("whole-object", _NAMED, names.whole_object),
    _of("put-call", f"{_VALUES} string list tuple set_comprehension", wraps.put_call),
    _of("own-copy", "call", copies.own),
    _of("put-filter", _COMPOSED, wraps.put_filter),
    _of("wrap-both", "comparison_operator binary_operator", wraps.both),
    _of("drop-call", "call", wraps.drop_call),
    _of("drop-procedure", "call", wraps.drop_procedure),
    _of("call-it", _NAMED, wraps.call_it),
    _of("aggregate", "list_comprehension generator_expression", wraps.aggregate),
    _of("swap-arguments", "argument_list", arguments.swap),
    _of("drop-argument", "argument_list", arguments.drop),
    _of("put-argument", "argument_list", given.put_argument),
    _of("keyword", "keyword_argument", arguments.keyword),
    _of("elements", "list tuple set expression_list pattern_list dictionary", arguments.elements),
    _of("membership", "comparison_operator", questions.membership),
    _of("found", "call", questions.found),
    _of("unlike-itself", "comparison_operator", questions.unlike_itself),
    _of("tie-break", "comparison_operator", ties.broken),
    _of("widen-condition", _CONDITIONS, conditions.widen),
    _of("other-condition", _CONDITIONS, conditions.other),
    _of("constant-condition", _CONDITIONS, conditions.constant),
    _of("missing-case", "boolean_operator", symmetry.missing_case),
    _of("base-case", "", guards.base_case),
    _of("raise-guard", "", guards.raising),
    _of("inner-guard", _STATEMENTS, guards.inner),
    _of("under-condition", _SIMPLE + " break_statement continue_statement", guards.under),
    _of("delete", _STATEMENTS, statements.delete),
    _of("delete-pair", "", statements.delete_pair),
    _of("exchange-statements", _STATEMENTS, statements.exchange_neighbours),
    _of("move-out", _STATEMENTS, statements.move_out),
    _of("move-in", _STATEMENTS, statements.move_in),
    _of("move", _SIMPLE + " " + _LEAVING, statements.move),
    _of("repeat", "expression_statement", statements.repeat),
    _of("unwrap", f"{_COMPOUND}", statements.unwrap),
    _of("branches", "if_statement", statements.branches),
    _of("loops", "if_statement while_statement", statements.loops),
    _of("revived", "return_statement raise_statement " + _LEAVING, dead.revived),
    _of("odd-one", f"{_SIMPLE} list tuple set dictionary argument_list", odd.odd_one),
    _of("put-exit", "block case_clause", inserts.exits),
    _of("into-return", "expression_statement return_statement", inserts.into_return),
    _of("put-update", _STATEMENTS, inserts.updates),
    _of("put-count", _STATEMENTS, stale.update),
    _of("put-step", _STATEMENTS, steps.step),
    _of("put-reset", _STATEMENTS, resets.reset),
    _of("put-statement", _STATEMENTS, inserts.ingredients),
    _of("put-assignment", _STATEMENTS, inserts.assignments),
    _of("put-guarded", _STATEMENTS, branches.guarded),
    _of("put-branch", "if_statement", branches.branch),
    _of("put-else", "if_statement for_statement", inserts.else_branch),
    _of("returned", "return_statement", values.returned),
    _of("initial", "assignment declaration", values.initial),
    _of(
        "fragment",
        f"{_VALUES} integer string float unary_operator none true false",
        values.fragments,
    ),
    _of("exchange-values", _SIMPLE, values.exchanged),
    _of("exchange-throughout", "", symmetry.exchanged),
    _of("exchange-returns", "", values.exchanged_returns),
    _of("exchange-assigned", "", values.exchanged_assigned),
    _of("conditional", "conditional_expression", values.conditional),
    _of("comprehension-condition", _COMPREHENSIONS, comprehensions.condition),
    _of("comprehension-element", _COMPREHENSIONS, comprehensions.element),
    _of("comprehension-kind", _COMPREHENSIONS, comprehensions.kind),
    _of("raised", "raise_statement", errors.raised),
    _of("caught", "except_clause", errors.caught),
    _of("reraise", "expression_statement return_statement pass_statement", errors.reraise),
    _of("default", "default_parameter typed_default_parameter", functions.defaults),
    _of("parameters", "parameters", functions.parameters),
    _of("decorators", "", functions.decorators),
    _of("constructors", "", functions.constructors),
    _of("await", "await call", functions.awaits),
    _of("string-prefix", "string", texts.prefix),
    _of("holes", "string", texts.holes),
    _of("placeholder", "interpolation", texts.placeholders),
    _of("pattern", "string regex", texts.pattern),
    _of("compose-operation", f"{_VALUES} integer", compose.operations),
    _of("compose-call", f"{_VALUES} integer string", compose.calls),
    _of("two", "", pairs.two),
    _of("fallback", f"{_NAMED} call subscript", idioms.fallback),
    _of("careful", "attribute", idioms.careful),
    _of("closure", "function_value", idioms.closure),
    _of("types", "call", idioms.types),
    _of("bind", "lambda", idioms.bind),
    _of("delegate", "yield", idioms.delegate),
    _of("handle", _STATEMENTS, idioms.handle),
    _of("unknown-name", "identifier", hinted.unknown_name),
    _of("unknown-attribute", "attribute", hinted.unknown_attribute),
    _of("missing-import", "", hinted.missing_import),
    _of("complete", "", hinted.complete),
    _of("module-path", "string", hinted.module_path),
    _of("misspelt-import", "import_statement import_from_statement", hinted.misspelt_import),
    _of("unset-local", "function_definition", unset.unset_local),
    _of("unset-attribute", "attribute", unset.unset_attribute),
    _of("conversion", f"{_VALUES} integer string", hinted.conversion),
)
