/*
 * Stand-ins for the TLS, SSH and Kerberos functions that a static libgit2 names.
 *
 * leakage never talks to a remote, so nothing calls them after start-up; with them the installed executable
 * needs neither libssh2 (with OpenSSL behind it) nor Kerberos (which Debian does not ship as an archive).
 * libssh2_init is called by git_libgit2_init and has to succeed. All others report failure.
 */
#include <stddef.h>

#define FAILS(name) int name(void); int name(void) { return -1; }
#define GIVES_NULL(name) void *name(void); void *name(void) { return NULL; }
#define DOES_NOTHING(name) void name(void); void name(void) {}

/* TLS: libgit2 would read all certificates of the machine at every start. */
int git_mbedtls_stream_global_init(void);
int git_mbedtls_stream_global_init(void) { return 0; }
FAILS(git_mbedtls__set_cert_location)
FAILS(git_mbedtls_stream_new)
FAILS(git_mbedtls_stream_wrap)

int libssh2_init(int flags);
int libssh2_init(int flags) { (void)flags; return 0; }
DOES_NOTHING(libssh2_exit)

GIVES_NULL(libssh2_agent_init)
FAILS(libssh2_agent_connect)
FAILS(libssh2_agent_disconnect)
DOES_NOTHING(libssh2_agent_free)
FAILS(libssh2_agent_get_identity)
FAILS(libssh2_agent_list_identities)
FAILS(libssh2_agent_userauth)
FAILS(libssh2_channel_close)
FAILS(libssh2_channel_free)
GIVES_NULL(libssh2_channel_open_ex)
FAILS(libssh2_channel_process_startup)
long libssh2_channel_read_ex(void);
long libssh2_channel_read_ex(void) { return -1; }
DOES_NOTHING(libssh2_channel_set_blocking)
long libssh2_channel_write_ex(void);
long libssh2_channel_write_ex(void) { return -1; }
GIVES_NULL(libssh2_hostkey_hash)
FAILS(libssh2_knownhost_checkp)
DOES_NOTHING(libssh2_knownhost_free)
GIVES_NULL(libssh2_knownhost_init)
FAILS(libssh2_knownhost_readfile)
GIVES_NULL(libssh2_session_abstract)
FAILS(libssh2_session_disconnect_ex)
FAILS(libssh2_session_free)
FAILS(libssh2_session_handshake)
GIVES_NULL(libssh2_session_hostkey)
GIVES_NULL(libssh2_session_init_ex)
FAILS(libssh2_session_last_error)
FAILS(libssh2_session_method_pref)
DOES_NOTHING(libssh2_session_set_blocking)
FAILS(libssh2_userauth_authenticated)
FAILS(libssh2_userauth_keyboard_interactive_ex)
GIVES_NULL(libssh2_userauth_list)
FAILS(libssh2_userauth_password_ex)
FAILS(libssh2_userauth_publickey)
FAILS(libssh2_userauth_publickey_frommemory)
FAILS(libssh2_userauth_publickey_fromfile_ex)

void *GSS_C_NT_HOSTBASED_SERVICE = NULL;
FAILS(gss_delete_sec_context)
FAILS(gss_display_status)
FAILS(gss_import_name)
FAILS(gss_indicate_mechs)
FAILS(gss_init_sec_context)
FAILS(gss_release_buffer)
FAILS(gss_release_name)
FAILS(gss_release_oid_set)
