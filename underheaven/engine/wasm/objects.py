"""LLVM text made into an object file for WebAssembly.

What the text says of this machine is replaced, and each kernel gets an entry of plain numbers. `build` runs
this file as a program, with the settings that the text is to be made with, and names the object file.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm

from underheaven.engine.chaining import link
from underheaven.engine.digest import digest
from underheaven.engine.following import know
from underheaven.engine.nation import lay_out
from underheaven.engine.order import run_range
from underheaven.engine.wasm.text import Text, text_of
from underheaven.mechanisms.firms.founding import found
from underheaven.mechanisms.places.ranking import choose, count_families
from underheaven.society.synthesis import make_people

TRIPLE = "wasm32-unknown-unknown"
FEATURES = "+bulk-memory,+mutable-globals,+sign-ext,+simd128"
"""Beyond the first WebAssembly, and in every browser since 2023: filling and copying of memory, the stack's
pointer, signs of short integers, and vectors of 128 bits, which save a quarter of the time."""
FASTEST, SMALLER = 3, 2
"""Levels of optimising: of the machine's code, and of what comes before it, where the highest copies more
than a page should have to load."""
KERNELS: dict[str, Any] = {
    "lay_out": lay_out,
    "found": found,
    "make_people": make_people,
    "know": know,
    "live": run_range,
    "count_families": count_families,
    "choose": choose,
    "link": link,
    "digest": digest,
}
"""The functions that are called from outside, from the first to be called to the last; all take (step, first,
last, every, both words of the seed, address)."""
HOT = "live"
"""The kernel in which time goes; the others run once or have little to do."""
BUSY = (
    "acting", "adding", "association", "considering", "counting", "draws", "summing",
    "_decide", "_look", "_rest", "trade", "walk_plainly", "weigh_people",
)  # fmt: skip
"""Modules and functions of it that go through everybody: these are made fast. All else, which few go through,
is made small: a page loads a fifth less, and a world is lived about as fast."""
ENTER = """
define i32 @{entry}(i32 %step, i32 %first, i32 %last, i32 %every, i32 %low, i32 %high, i32 %address) {{
  %result = alloca i64
  %reason = alloca ptr
  %a = zext i32 %step to i64
  %b = zext i32 %first to i64
  %c = zext i32 %last to i64
  %d = zext i32 %every to i64
  %e = zext i32 %low to i64
  %f = zext i32 %high to i64
  %g = zext i32 %address to i64
  %status = call i32 @{kernel}(
    ptr %result, ptr %reason, i64 %a, i64 %b, i64 %c, i64 %d, i64 %e, i64 %f, i64 %g
  )
  %raised = icmp ne i32 %status, 0
  br i1 %raised, label %stop, label %done
stop:
  call void @llvm.trap()
  unreachable
done:
  %wide = load i64, ptr %result
  %narrow = trunc i64 %wide to i32
  ret i32 %narrow
}}
declare void @llvm.trap()
"""
_LINES = re.MULTILINE
_BODIES = re.MULTILINE | re.DOTALL


def object_of(kernels: Mapping[str, Text]) -> bytes:
    """An object file that gives the kernels to others under their names; where one raises, it traps.

    Raises `RuntimeError` where a kernel calls what only Python has, such as Numba's memory, or where it
    computes with floating point.
    """
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    machine = llvm.Target.from_triple(TRIPLE).create_target_machine(
        cpu="mvp", features=FEATURES, opt=FASTEST, reloc="static"
    )
    layout = str(machine.target_data)
    # What several kernels call is there once, as it is in the first: that of the step, where time goes.
    names = sorted(kernels, key=lambda name: name != HOT)
    module, *others = (llvm.parse_assembly(_for_wasm(name, kernels[name], layout)) for name in names)
    _make_small(module, re.compile("|".join(f"{len(name)}{name}(?![a-z])" for name in BUSY)))
    for other in others:
        _make_small(other)
        module.link_in(other)
    _optimise(module, machine, kernels)
    missing = [each.name for each in module.functions if each.is_declaration]
    missing = [name for name in missing if not name.startswith("llvm.")]
    if missing:
        raise RuntimeError(f"the kernel calls what only Python has: {', '.join(missing)}")
    if re.search(r"\b(?:half|float|double)\b", str(module)):
        raise RuntimeError("the kernel computes with floating point")
    return bytes(machine.emit_object(module))


def _make_small(module: Any, but: re.Pattern[str] | None = None) -> None:
    """Ask for few bytes, but of functions with such a name: Numba's begin with how long each part is."""
    for each in module.functions:
        if not each.is_declaration and (but is None or not but.search(each.name)):
            each.add_function_attribute("optsize")


def _for_wasm(name: str, kernel: Text, layout: str) -> str:
    """The text for another machine, with an entry.

    Nothing allocates, or there would be no object: so no array belongs to anybody, all that would be counted
    is null, and what counts references is emptied. Records are read where they are asked for, since what is
    not asked of them then costs nothing.
    """
    text = re.sub(r"^target datalayout = .*$", f'target datalayout = "{layout}"', kernel.text, flags=_LINES)
    text = re.sub(r"^target triple = .*$", f'target triple = "{TRIPLE}"', text, flags=_LINES)
    counting = r"^(define linkonce_odr void @NRT_(?:in|de)cref\(ptr [^\n]*\)) [^\n]*\{$.*?^\}$"
    text = re.sub(counting, r"\1 {\n  ret void\n}", text, flags=_BODIES)
    text = re.sub(r"^(define [^\n]*by_address[^\n]*) \{$", r"\1 alwaysinline {", text, flags=_LINES)
    return text + ENTER.format(entry=name, kernel=kernel.kernel)


def _optimise(module: Any, machine: Any, entries: Collection[str]) -> None:
    """Leave what the entries need, and make it fast."""
    for each in (*module.functions, *module.global_variables):
        if not each.is_declaration and each.name not in entries:
            each.linkage = "internal"
    builder = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=SMALLER))
    needed = llvm.create_new_module_pass_manager()
    needed.add_global_dead_code_eliminate_pass()
    needed.run(module, builder)
    builder.getModulePassManager().run(module, builder)


def main(words: list[str]) -> int:
    """Write the kernels' object file to the path that is given; 2 where none is."""
    if len(words) != 1:
        sys.stderr.write("usage: python -m underheaven.engine.wasm.objects PATH\n")
        return 2
    Path(words[0]).write_bytes(object_of({name: text_of(kernel.py_func) for name, kernel in KERNELS.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
