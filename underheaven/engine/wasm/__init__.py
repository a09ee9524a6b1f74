"""The engine in WebAssembly: the kernel's own code for a machine of 32 bits, and worlds run by it.

It checks the engine on another machine than the processor's, and is what a page can run. Needs `wasmtime`
(pip) and `wasm-ld` (Debian's package lld).

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""
