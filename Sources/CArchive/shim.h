#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

/* Names in archives are UTF-8 to libarchive only where the thread's locale says so. */
static inline locale_t leakage_archive_locale(void) { return newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0); }
