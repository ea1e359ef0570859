#include "operations/operation_forms.h"

/* uv_req_type and uv_handle_type. */
enum { type_shutdown = 4, type_file = 6, type_work = 7, type_pipe = 7, type_addresses = 8, type_names = 9, type_tcp = 12, type_udp = 15 };
enum { request_type = 8, handle_type = 16 };

static const struct operation_form file = { OPERATION_WORK, 1, 440, request_type, type_file, 336, 0, true };
static const struct operation_form on_file = { OPERATION_ON_FILE, 1, 440, request_type, type_file, 336, 0, true };
static const struct operation_form addresses = { OPERATION_WORK, 1, 160, request_type, type_addresses, 72, 0, false };
static const struct operation_form names = { OPERATION_WORK, 1, 1320, request_type, type_names, 72, 0, false };
static const struct operation_form work = { OPERATION_WORK, 1, 128, request_type, type_work, 88, 0, false };
static const struct operation_form shutdown = { OPERATION_SHUTDOWN, 0, 80, request_type, type_shutdown, 0, 0, false };
static const struct operation_form channel = { OPERATION_LISTENING, 0, 264, handle_type, type_pipe, 0, 184, false };
static const struct operation_form tcp = { OPERATION_HANDLE, 1, 248, handle_type, type_tcp, 0, 184, false };
static const struct operation_form udp = { OPERATION_HANDLE, 1, 216, handle_type, type_udp, 0, 176, false };

/* Of work on files: what makes calls that are traced. */
const struct operation_function operation_functions[operation_functions_count] = {
    { "uv_fs_close", &file },     { "uv_fs_closedir", &file }, { "uv_fs_copyfile", &file },  { "uv_fs_fstat", &on_file },
    { "uv_fs_ftruncate", &file }, { "uv_fs_link", &file },     { "uv_fs_mkstemp", &file },   { "uv_fs_open", &file },
    { "uv_fs_opendir", &file },   { "uv_fs_read", &file },     { "uv_fs_readdir", &file },   { "uv_fs_rename", &file },
    { "uv_fs_scandir", &file },   { "uv_fs_unlink", &file },   { "uv_fs_write", &file },     { "uv_getaddrinfo", &addresses },
    { "uv_getnameinfo", &names }, { "uv_queue_work", &work },  { "uv_shutdown", &shutdown }, { "uv_tcp_init", &tcp },
    { "uv_udp_init", &udp },      { "uv_ref", &channel },
};
