/* Linked into what `make test-asan` builds, the build's own tools and the programs that tests start without any
   environment among them. Leaks are not looked for: a TOML parser's, kept until the process ends, would fail every one
   of them. */
const char *__asan_default_options(void) { return "detect_leaks=0"; }
