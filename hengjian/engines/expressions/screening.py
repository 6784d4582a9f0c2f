"""The first look at an expression: its words and signs, before any grammar.

Most of what a hostile or careless text could hold is refused here, at its place, so that
the grammar only ever sees short, shallow text made of words that the language knows.
"""

import re
from collections.abc import Collection

from sqlglot.dialects.duckdb import DuckDB
from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from hengjian.engines.expressions.errors import ExpressionError
from hengjian.engines.expressions.functions import FUNCTIONS
from hengjian.engines.expressions.grammar import WORDS
from hengjian.engines.expressions.suggestions import instead_of
from hengjian.lib.bilingual import Text


LONGEST_TEXT = 10_000
MOST_TOKENS = 1_500
# Parentheses and cases within each other. The grammar takes some 30 frames of the stack
# for each, of which a web request leaves some 700
DEEPEST_NESTING = 20

PLAIN_NUMBER = re.compile(r"[0-9.]+")

SIGNS = {
    TokenType.L_PAREN, TokenType.R_PAREN, TokenType.COMMA, TokenType.DOT,
    TokenType.EQ, TokenType.NEQ, TokenType.LT, TokenType.LTE, TokenType.GT,
    TokenType.GTE, TokenType.PLUS, TokenType.DASH, TokenType.STAR, TokenType.SLASH,
    TokenType.MOD, TokenType.DPIPE, TokenType.STRING, TokenType.NUMBER,
}  # fmt: skip

# Words after which a parenthesis only groups
GROUPING_WORDS = {
    "and", "or", "not", "in", "between", "like", "case", "when", "then", "else", "is",
}  # fmt: skip
# Words that are not names of functions and take their operand in parentheses
PSEUDO_FUNCTIONS = {"lookup"}
# Words that belong to sentences, not to expressions
FOREIGN_WORDS = {
    "select", "from", "with", "where", "union", "group", "order", "having", "limit",
    "over", "attach", "detach", "copy", "install", "load", "pragma", "set", "create",
    "insert", "update", "delete", "drop", "alter", "call", "export", "import", "filter",
    "collate", "interval", "lambda", "escape", "ilike", "glob", "similar", "rlike",
    "distinct", "all", "exists", "array", "struct", "map", "cast", "try_cast", "using",
    "isnull", "notnull",
}  # fmt: skip


def screen(text: str, names: Collection[str]) -> list[Token]:
    """The words and signs; raises ``ExpressionError`` where none of them may stand.

    ``names`` are the items in scope: one may be called what is a word of SQL elsewhere
    (``on``, ``only``, ``order``), and is then handed on as a plain name.
    """
    if len(text) > LONGEST_TEXT:
        raise ExpressionError(
            Text(
                f"表达式超过 {LONGEST_TEXT} 个字符",
                f"the expression has more than {LONGEST_TEXT} characters",
            ),
            position=LONGEST_TEXT,
        )
    if not text.strip():
        raise ExpressionError(Text("表达式为空", "the expression is empty"))
    if "\0" in text:
        raise ExpressionError(
            Text("表达式含空字符", "the expression holds a NUL"),
            position=text.index("\0"),
        )
    tokens = _tokens(text)
    if len(tokens) > MOST_TOKENS:
        raise ExpressionError(
            Text(
                f"表达式超过 {MOST_TOKENS} 个词",
                f"the expression has more than {MOST_TOKENS} words and signs",
            ),
            position=tokens[MOST_TOKENS].start,
        )
    depth = 0
    for index, token in enumerate(tokens):
        previous = tokens[index - 1] if index else None
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        _refuse_comment(token)
        _refuse_sign(token, text)
        _refuse_word(token, previous, following, names)
        depth += _deeper(token, previous, following)
        if depth > DEEPEST_NESTING:
            raise ExpressionError(
                Text(
                    f"嵌套超过 {DEEPEST_NESTING} 层",
                    f"nested more than {DEEPEST_NESTING} levels deep",
                ),
                position=token.start,
            )
        if _is_name(token, previous, following, names):
            token.token_type = TokenType.IDENTIFIER
    return tokens


def _is_name(
    token: Token,
    previous: Token | None,
    following: Token | None,
    names: Collection[str],
) -> bool:
    """Whether the word means an item of the scope, whatever SQL calls so."""
    if not _is_word(token) or token.text.lower() in WORDS:
        return False
    after = following.token_type if following is not None else None
    if previous is not None and previous.token_type is TokenType.DOT:
        return True
    if after is TokenType.DOT:
        return any(one.startswith(f"{token.text}.") for one in names)
    # date '…' and date(…) stay what they are beside an item called date
    called = after in (TokenType.L_PAREN, TokenType.STRING)
    return token.text in names and not called


def _tokens(text: str) -> list[Token]:
    try:
        # a bracket in front: a first word such as call would begin a command
        tokens = list(DuckDB().tokenize(f"({text}"))[1:]
    except TokenError:
        raise ExpressionError(
            Text(
                "引号没有成对，或有不能识别的字符",
                "a quote is not closed, or a character is not known",
            ),
            position=max(text.find("'"), 0),
        ) from None
    for token in tokens:
        token.start -= 1
        token.end -= 1
        token.col -= token.line == 1
    return tokens


def _is_word(token: Token) -> bool:
    return token.text[:1].isidentifier() and token.token_type not in (
        TokenType.STRING,
        TokenType.IDENTIFIER,
    )


def _refuse_comment(token: Token) -> None:
    if token.comments:
        raise ExpressionError(
            Text("表达式中不能有注释", "an expression holds no comments"),
            position=token.start,
        )


def _refuse_sign(token: Token, text: str) -> None:
    if token.token_type is TokenType.NUMBER and not PLAIN_NUMBER.fullmatch(
        text, token.start, token.end + 1
    ):
        shown = text[token.start : token.end + 1][:20]
        raise ExpressionError(
            Text(f"{shown} 不是可用的数", f"{shown} is no usable number"),
            position=token.start,
            suggestion=Text("写作 1000 或 0.25", "write 1000 or 0.25"),
        )
    if token.token_type in SIGNS or _is_word(token):
        return
    shown = text[token.start : token.end + 1][:20]
    suggestion = None
    if token.token_type is TokenType.IDENTIFIER:
        suggestion = Text(
            "文字用单引号，名称不加引号",
            "texts stand in single quotes, names in none",
        )
    raise ExpressionError(
        Text(f"表达式中不能有 {shown}", f"an expression cannot hold {shown}"),
        position=token.start,
        suggestion=suggestion,
    )


def _refuse_word(
    token: Token,
    previous: Token | None,
    following: Token | None,
    names: Collection[str],
) -> None:
    if (
        token.token_type is TokenType.STRING
        and previous is not None
        and previous.token_type is TokenType.STRING
    ):
        raise ExpressionError(
            Text("两段文字之间缺少逗号", "a comma is missing between two texts"),
            position=token.start,
        )
    if not _is_word(token):
        return
    word = token.text.lower()
    after_dot = previous is not None and previous.token_type is TokenType.DOT
    called = following is not None and following.token_type is TokenType.L_PAREN
    if called and not after_dot and word in GROUPING_WORDS | PSEUDO_FUNCTIONS:
        return
    if called and (after_dot or word not in FUNCTIONS):
        raise ExpressionError(
            Text(f"没有函数 {token.text}", f"there is no function {token.text}"),
            position=token.start,
            suggestion=instead_of(token.text, FUNCTIONS),
        )
    before_dot = following is not None and following.token_type is TokenType.DOT
    foreign = word in FOREIGN_WORDS and token.text not in names
    if foreign and not after_dot and not before_dot:
        raise ExpressionError(
            Text(
                f"表达式中不能有 {token.text}",
                f"an expression cannot hold {token.text}",
            ),
            position=token.start,
            suggestion=instead_of(token.text, ()),
        )


def _deeper(token: Token, previous: Token | None, following: Token | None) -> int:
    """How much deeper the token leads: a guard for the parser, not a count of nodes."""
    match token.token_type:
        case TokenType.L_PAREN | TokenType.CASE:
            return 1
        case TokenType.R_PAREN | TokenType.END:
            return -1
        case TokenType.NOT | TokenType.DASH | TokenType.PLUS if (
            previous is not None and previous.token_type is token.token_type
        ):
            return 1  # never taken back: a row of signs is no one's honest work
    return 0
