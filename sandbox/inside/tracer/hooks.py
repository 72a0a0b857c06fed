"""How a function is wrapped: guarded, without a frame of ours in anybody's traceback; and how modules are met when
they are imported.

An exception that passes through a Python frame gets an entry for that frame. A bare `raise` adds none again (CPython's
RERAISE goes straight to unwinding), so a wrapper drops its own entry and re-raises: what the learner sees is as if we
were not there.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Final

from sandbox.inside.tracer.record import fault

Hook = Callable[[ModuleType], None]


def around(
    owner: Any,
    name: str,
    before: Callable[..., Any] | None = None,
    after: Callable[[Any, Any, BaseException | None], None] | None = None,
) -> None:
    """Replace `owner.name` by itself with `before(*args, **kwargs) -> token` and `after(token, result, error)` around
    it."""
    original = getattr(owner, name)

    def traced(*args: Any, **kwargs: Any) -> Any:
        token = None
        if before is not None:
            try:
                token = before(*args, **kwargs)
            except Exception as problem:
                fault(problem)
        result = error = None
        try:
            result = original(*args, **kwargs)
            return result
        except BaseException as problem:
            problem.__traceback__ = problem.__traceback__.tb_next  # type: ignore[union-attr]
            error = problem
            raise
        finally:
            if after is not None:
                try:
                    after(token, result, error)
                except Exception as problem:
                    fault(problem)
            del token, result, error, args, kwargs  # no cycle: exception -> traceback -> this frame -> exception

    dress(traced, original)
    setattr(owner, name, traced)


def dress(traced: Any, original: Any) -> None:
    """Give a wrapper the looks of what it wraps; `__wrapped__` lets `inspect.signature` see the original's."""
    for attribute in ("__module__", "__name__", "__qualname__", "__doc__"):
        setattr(traced, attribute, getattr(original, attribute, None))
    traced.__wrapped__ = original


class Importer:
    """A meta-path finder that finds nothing itself: it calls a hook after the import of each module it was told of."""

    def __init__(self) -> None:
        self.hooks: dict[str, Hook] = {}
        self.busy: set[str] = set()
        self.met: set[str] = set()

    def watch(self, hooks: dict[str, Hook]) -> None:
        """Call each hook once its module is imported; at once where it is already."""
        self.hooks.update(hooks)
        for name in hooks:
            module = sys.modules.get(name)
            if module is not None:
                self.meet(name, module)
        if self not in sys.meta_path:
            sys.meta_path.insert(0, self)

    def meet(self, name: str, module: ModuleType) -> None:
        """Run the module's hook, once."""
        if name in self.met:
            return
        self.met.add(name)
        try:
            self.hooks[name](module)
        except Exception as problem:
            fault(problem)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """Let the other finders find it; have the hook called after its execution."""
        if name not in self.hooks or name in self.met or name in self.busy:
            return None
        self.busy.add(name)
        try:
            spec = next(filter(None, (f.find_spec(name, path, target) for f in sys.meta_path if f is not self)), None)
        finally:
            self.busy.discard(name)
        loader: Any = spec.loader if spec is not None else None
        execute = getattr(loader, "exec_module", None)
        if execute is None:
            return spec

        def exec_module(module: ModuleType) -> None:
            execute(module)
            vars(loader).pop("exec_module", None)
            self.meet(name, module)

        try:
            loader.exec_module = exec_module
        except AttributeError:
            return spec  # a loader without a dict: this module stays unhooked
        return spec


importer: Final = Importer()
