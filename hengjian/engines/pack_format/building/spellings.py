"""Other ways in which files write the choices of a shared list."""

from collections import Counter

from hengjian.engines.pack_format.records import Entry


def spellings(shared: Entry) -> dict[str, str]:
    """Spelling → code: the aliases, and texts without the list's ``optional_ending``.

    A shortened text that is also said of another choice, or is short for two, is left
    out: it must not be guessed at.
    """
    choices = shared.get("choices", {})
    found = {
        alias: code
        for code, choice in choices.items()
        for alias in choice.get("aliases", ())
    }
    ending = shared.get("optional_ending")
    if not ending:
        return found
    taken = {*found, *choices}
    for choice in choices.values():
        if "label" in choice:
            taken |= {choice["label"].zh, choice["label"].en}
    short = [
        (text.removesuffix(ending), code)
        for code, choice in choices.items()
        for text in _texts(choice)
        if text.endswith(ending) and text != ending
    ]
    means = Counter(text for text, _ in dict.fromkeys(short))
    for text, code in short:
        if means[text] == 1 and text not in taken:
            found[text] = code
    return found


def _texts(choice: Entry) -> tuple[str, ...]:
    label = (choice["label"].zh,) if "label" in choice else ()
    return (*label, *choice.get("aliases", ()))
