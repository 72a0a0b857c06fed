"""The seccomp filter, compiled from the policy outside the jail and carried in as bytes.

Default answer: ENOSYS. What libseccomp knows and the policy does not deny is allowed, so a newer kernel adds nothing by
itself.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import Final

import pyseccomp as libseccomp  # type: ignore[import-untyped]

from sandbox.jail import policy

WORD: Final = 0xFFFFFFFF
"""The kernel reads 32 bits of these arguments; a filter that compares 64 is passed by setting a high one."""


class FilterRefused(RuntimeError):
    """libseccomp refused a rule. A filter with a hole is worse than none: nothing is served."""


def compiled(*, beside: bool = False) -> bytes:
    """The filter as BPF; `beside`: the one of the local services, which may do a little more. Raises FilterRefused when
    any rule is refused."""
    rules = libseccomp.SyscallFilter(libseccomp.ERRNO(errno.ENOSYS))
    rules.set_attr(libseccomp.Attr.ACT_BADARCH, libseccomp.KILL_PROCESS)
    denied = {name for names in policy.DENIED.values() for name in names.split()}
    denied -= set(policy.BESIDE_CALLS) if beside else set()
    commands = policy.FCNTL_COMMANDS + (policy.BESIDE_FCNTL if beside else ())
    special = {"clone", "socket", "socketpair", "fcntl", "ioctl", "prctl"}
    try:
        for name in sorted(_known() - special - set(policy.ABSENT)):
            action = libseccomp.ERRNO(errno.EPERM) if name in denied else libseccomp.ALLOW
            rules.add_rule_exactly(action, name)
        for call, index, values in (
            ("fcntl", 1, commands),
            ("ioctl", 1, policy.IOCTL_COMMANDS),
            ("prctl", 0, policy.PRCTL_OPTIONS),
            ("socketpair", 0, policy.SOCKET_FAMILIES[:1]),
        ):
            for value in values:
                rules.add_rule_exactly(libseccomp.ALLOW, call, libseccomp.Arg(index, libseccomp.MASKED_EQ, WORD, value))
        for family in policy.SOCKET_FAMILIES:
            for kind in policy.SOCKET_TYPES:
                rules.add_rule_exactly(
                    libseccomp.ALLOW,
                    "socket",
                    libseccomp.Arg(0, libseccomp.MASKED_EQ, WORD, family),
                    libseccomp.Arg(1, libseccomp.MASKED_EQ, 0xF, kind),
                )
        rules.add_rule_exactly(
            libseccomp.ALLOW, "clone", libseccomp.Arg(0, libseccomp.MASKED_EQ, policy.CLONE_NAMESPACES, 0)
        )
    except OSError as error:
        raise FilterRefused(f"libseccomp refused a rule: {error}") from error
    return _exported(rules)


def _known() -> set[str]:
    """Names of the calls this architecture has, up to the first that nobody reviewed."""
    known: set[str] = set()
    for number in range(policy.FIRST_UNREVIEWED):
        with suppress(ValueError):
            known.add(libseccomp.resolve_syscall(libseccomp.system_arch(), number).decode())
    return known


def _exported(rules: libseccomp.SyscallFilter) -> bytes:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with os.fdopen(reading, "rb") as source, os.fdopen(writing, "wb") as target:
        try:
            rules.export_bpf(target)
        except OSError as error:
            raise FilterRefused(f"the filter does not fit a pipe: {error}") from error
        target.close()
        return source.read()
