#include <git2.h>
#include <git2/sys/repository.h>

/* git_libgit2_opts is variadic, which Swift cannot call. */

/* Objects are read once: a cache costs more than it gives. */
static inline int leakage_git_disable_cache(void) { return git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0); }

/* 0 reads objects without hashing them again (three times faster). */
static inline int leakage_git_verify_hashes(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

/* The scan runs nothing that a repository names, so whose files they are does not matter. */
static inline int leakage_git_accept_any_owner(void) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}

/* Extensions that change nothing about how objects are read. */
static inline int leakage_git_accept_extensions(void) {
  const char *names[] = {"partialclone", "worktreeconfig", "preciousobjects", "relativeworktrees"};
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, sizeof(names) / sizeof(names[0]));
}
