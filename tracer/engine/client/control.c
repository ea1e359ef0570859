#include "client/control.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/options.h"
#include "base/trace.h"
#include "gdb/debug_register_probe.h"
#include "recording/calls.h"
#include "recording/snapshot.h"
#include "running/debug.h"
#include "running/execution.h"
#include "running/launch.h"
#include "targets/tasks.h"

static const char protocol_version[] = "1";

static int connection = -1;
static struct bytes input;
static bool has_killed;

/* ---- Sending ---- */

const char *control_connect(const char *path) {
    static char sentence[256];
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    if (strlen(path) >= sizeof address.sun_path)
        return "the path of the control socket is too long.";
    strcpy(address.sun_path, path);
    int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0 || connect(descriptor, (struct sockaddr *)&address, sizeof address) != 0) {
        snprintf(sentence, sizeof sentence, "the control socket %s cannot be reached: %s.", path, strerror(errno));
        if (descriptor >= 0)
            close(descriptor);
        return sentence;
    }
    connection = descriptor;
    char hello[64];
    snprintf(hello, sizeof hello, "hello %s %d\n", protocol_version, (int)getpid());
    if (write(connection, hello, strlen(hello)) < 0)
        return "the control socket takes no message.";
    return NULL;
}

int control_descriptor(void) {
    return connection;
}

/* Lines are short and their number is small, so the engine waits for a client that is slow to read. */
static void send_line(struct bytes *line) {
    bytes_append(line, "\n", 1);
    for (size_t done = 0; connection >= 0 && done < line->length;) {
        ssize_t written = send(connection, line->data + done, line->length - done, MSG_NOSIGNAL);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            break; /* its end is noticed where input is read */
        done += (size_t)written;
    }
    free(line->data);
}

static void __attribute__((format(printf, 1, 2))) send_event(const char *format, ...) {
    if (connection < 0)
        return;
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    struct bytes line = { 0 };
    bytes_append(&line, text, strlen(text));
    send_line(&line);
}

/* As encodeURIComponent does it. */
static void append_encoded(struct bytes *line, const char *text) {
    for (const char *character = text; *character != 0; character++) {
        bool is_plain = (*character >= 'a' && *character <= 'z') || (*character >= 'A' && *character <= 'Z')
                        || (*character >= '0' && *character <= '9') || strchr("-_.!~*'()", *character) != NULL;
        if (is_plain)
            bytes_append(line, character, 1);
        else
            bytes_print(line, "%%%02X", (unsigned char)*character);
    }
}

/* An event or answer whose last word is text. */
static void send_with_text(const char *words, const char *text) {
    if (connection < 0)
        return;
    struct bytes line = { 0 };
    bytes_append(&line, words, strlen(words));
    bytes_append(&line, " ", 1);
    append_encoded(&line, text);
    send_line(&line);
}

void control_process(const struct process *process, enum creation how) {
    static const char *const words[] = { "launched", "fork", "vfork", "clone" };
    send_event("process %d %d %s", (int)process->pid, (int)process->parent, words[how]);
}

void control_exec(pid_t pid, const char *path) {
    char words[64];
    snprintf(words, sizeof words, "exec %d", (int)pid);
    send_with_text(words, path);
}

void control_held(pid_t pid, const char *reason, const char *detail) {
    send_event("held %d %s%s%s", (int)pid, reason, detail[0] != 0 ? " " : "", detail);
}

void control_stopped(pid_t pid, const char *reason) {
    send_event("stopped %d %s", (int)pid, reason);
}

void control_resumed(pid_t pid) {
    send_event("resumed %d", (int)pid);
}

void control_frozen(void) {
    send_event("frozen");
}

void control_thawed(void) {
    send_event("thawed");
}

void control_exited(pid_t pid, int wait_status) {
    /* Whoever hears of the end may read the trace. */
    if (connection >= 0)
        trace_flush();
    send_event("exited %d %d", (int)pid, wait_status);
}

void control_recording_failed(const char *sentence) {
    if (connection < 0)
        fprintf(stderr, "ipcscope: %s\n", sentence);
    else
        send_with_text("recording-failed", sentence);
}

void control_error(int status, const char *sentence) {
    char words[64];
    snprintf(words, sizeof words, "error %d", status);
    send_with_text(words, sentence);
}

void control_end(int status) {
    send_event("end %d", status);
}

/* What was sent is lost to a client whose commands nobody has read (unix(7): ECONNRESET) or who writes on (EPIPE). */
void control_finish(void) {
    enum { part = 4096 };
    static const struct timeval patience = { .tv_sec = 2 };
    char unread[part];
    if (connection < 0)
        return;
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    shutdown(connection, SHUT_WR);
    ssize_t length;
    do
        length = recv(connection, unread, sizeof unread, 0);
    while (length > 0 || (length < 0 && errno == EINTR));
    close(connection);
    connection = -1;
}

bool control_has_killed(void) {
    return has_killed;
}

/* ---- Commands ---- */

static void answer_done(const char *id, const char *value) {
    char words[128];
    snprintf(words, sizeof words, "done %s", id);
    if (value == NULL)
        send_event("%s", words);
    else
        send_with_text(words, value);
}

static void answer_failed(const char *id, const char *sentence) {
    char words[128];
    snprintf(words, sizeof words, "failed %s", id);
    send_with_text(words, sentence);
}

static bool is_on(const char *word, const char *on, const char *off, bool *value) {
    if (word == NULL || (strcmp(word, on) != 0 && strcmp(word, off) != 0))
        return false;
    *value = strcmp(word, on) == 0;
    return true;
}

static void obey_hold_exec(const char *id, const char *word) {
    bool on;
    if (!is_on(word, "on", "off", &on)) {
        answer_failed(id, "hold-exec needs 'on' or 'off'.");
        return;
    }
    debug_set_hold_exec(on);
    answer_done(id, NULL);
}

static void obey_stop_mode(const char *id, const char *word) {
    bool all;
    if (!is_on(word, "all", "one", &all)) {
        answer_failed(id, "stop-mode needs 'all' or 'one'.");
        return;
    }
    debug_set_stop_mode(all);
    answer_done(id, NULL);
}

static void obey_hold_signals(const char *id, char *list) {
    bool hold[65] = { false };
    char *position;
    for (char *word = list != NULL ? strtok_r(list, ",", &position) : NULL; word != NULL; word = strtok_r(NULL, ",", &position)) {
        long number = strtol(word, NULL, 10);
        if (number < 1 || number > 64) {
            answer_failed(id, "hold-signals needs numbers of signals.");
            return;
        }
        hold[number] = true;
    }
    debug_set_hold_signals(hold);
    answer_done(id, NULL);
}

static void obey_stepping(const char *id, struct process *process, const char *word) {
    bool on;
    if (!is_on(word, "on", "off", &on)) {
        answer_failed(id, "stepping needs 'on' or 'off'.");
        return;
    }
    debug_set_stepping(process, on);
    answer_done(id, NULL);
}

static void obey_gdb(const char *id, struct process *process) {
    if (options.sockets == NULL) {
        answer_failed(id, "the engine was started without a directory for sockets.");
        return;
    }
    const char *path = gdb_listen(process, options.sockets);
    if (path == NULL) {
        char sentence[256];
        snprintf(sentence, sizeof sentence, "the socket for gdb cannot be opened: %s.", strerror(errno));
        answer_failed(id, sentence);
        return;
    }
    answer_done(id, path);
}

static void obey_breakpoints(const char *id, struct process *process, char *list) {
    if (process->gdb != NULL && gdb_is_connected(process->gdb)) {
        answer_failed(id, "a gdb sets the breakpoints of this process.");
        return;
    }
    breakpoints_remove_owner(process->space->breakpoints, NULL);
    char *position;
    for (char *word = list != NULL ? strtok_r(list, ",", &position) : NULL; word != NULL; word = strtok_r(NULL, ",", &position))
        if (!breakpoint_insert(process->space->breakpoints, strtoull(word, NULL, 16), NULL)) {
            char sentence[128];
            snprintf(sentence, sizeof sentence, "there is no memory at %s for a breakpoint.", word);
            answer_failed(id, sentence);
            return;
        }
    answer_done(id, NULL);
}

static void kill_all(void) {
    has_killed = true;
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next)
        target_kill(process);
}

/* Commands that name a process. `false` when it is none of them. */
static bool obey_about_process(const char *id, const char *verb, const char *word, char *rest) {
    bool known = strcmp(verb, "gdb") == 0 || strcmp(verb, "release") == 0 || strcmp(verb, "breakpoints") == 0 || strcmp(verb, "unseen") == 0
                 || strcmp(verb, "stepping") == 0 || (strcmp(verb, "kill") == 0 && word != NULL);
    if (!known)
        return false;
    struct process *process = word != NULL ? tasks_find_process((pid_t)strtol(word, NULL, 10)) : NULL;
    if (process == NULL) {
        answer_failed(id, "there is no such process.");
        return true;
    }
    switch (verb[0]) {
    case 'g':
        obey_gdb(id, process);
        break;
    case 'r':
        debug_release(process);
        answer_done(id, NULL);
        break;
    case 'b':
        obey_breakpoints(id, process, rest);
        break;
    case 'u':
        debug_set_unseen(process);
        answer_done(id, NULL);
        break;
    case 's':
        obey_stepping(id, process, rest);
        break;
    default:
        target_kill(process);
        answer_done(id, NULL);
        break;
    }
    return true;
}

static void obey(char *line) {
    char *position;
    const char *id = strtok_r(line, " ", &position);
    const char *verb = strtok_r(NULL, " ", &position);
    char *word = strtok_r(NULL, " ", &position);
    char *rest = strtok_r(NULL, " ", &position);
    if (id == NULL)
        return;
    if (verb == NULL) {
        answer_failed(id, "a command needs a verb.");
    } else if (obey_about_process(id, verb, word, rest)) {
        return;
    } else if (strcmp(verb, "start") == 0) {
        launch_start();
        answer_done(id, NULL);
    } else if (strcmp(verb, "hold-exec") == 0) {
        obey_hold_exec(id, word);
    } else if (strcmp(verb, "hold-signals") == 0) {
        obey_hold_signals(id, word);
    } else if (strcmp(verb, "stop-mode") == 0) {
        obey_stop_mode(id, word);
    } else if (strcmp(verb, "freeze") == 0) {
        execution_freeze(FREEZE_BY_COMMAND);
        answer_done(id, NULL);
    } else if (strcmp(verb, "thaw") == 0) {
        execution_thaw(FREEZE_BY_COMMAND);
        debug_thaw();
        answer_done(id, NULL);
    } else if (strcmp(verb, "kill") == 0) {
        kill_all();
        answer_done(id, NULL);
    } else if (strcmp(verb, "snapshot") == 0) {
        calls_write_enters_except(NULL);
        snapshot_append();
        trace_flush();
        answer_done(id, NULL);
    } else if (strcmp(verb, "debug-registers") == 0) {
        answer_done(id, debug_registers_work() ? "work" : "absent");
    } else if (strcmp(verb, "flush") == 0) {
        calls_write_enters_except(NULL);
        trace_flush();
        answer_done(id, NULL);
    } else {
        answer_failed(id, "this command is unknown.");
    }
}

bool control_ready(void) {
    enum { part = 4096 };
    ssize_t length = recv(connection, bytes_reserve(&input, part), part, MSG_DONTWAIT);
    if (length < 0 && (errno == EAGAIN || errno == EINTR))
        return true;
    if (length <= 0) {
        close(connection);
        connection = -1;
        kill_all();
        return false;
    }
    input.length += (size_t)length;
    size_t start = 0;
    for (unsigned char *end; (end = memchr(input.data + start, '\n', input.length - start)) != NULL;) {
        *end = 0;
        obey((char *)input.data + start);
        start = (size_t)(end - input.data) + 1;
    }
    memmove(input.data, input.data + start, input.length - start);
    input.length -= start;
    return true;
}
