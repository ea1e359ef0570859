#include "client/client.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/complain.h"
#include "base/trace.h"
#include "targets/tasks.h"

static const char protocol_version[] = "1";

static int connection = -1;

const char *client_connect(const char *path) {
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
    return client_take(descriptor);
}

const char *client_take(int descriptor) {
    connection = descriptor;
    fcntl(connection, F_SETFD, FD_CLOEXEC);
    char hello[64];
    snprintf(hello, sizeof hello, "hello %s %d\n", protocol_version, (int)getpid());
    if (send(connection, hello, strlen(hello), MSG_NOSIGNAL) < 0)
        return "the control socket takes no message.";
    return NULL;
}

int client_descriptor(void) {
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

void client_process(const struct process *process, enum creation how) {
    static const char *const words[] = { "launched", "fork", "vfork", "clone" };
    send_event("process %d %d %s", (int)process->pid, (int)process->parent, words[how]);
}

void client_exec(pid_t pid, const char *path, const char *name) {
    struct bytes words = { 0 };
    bytes_print(&words, "exec %d ", (int)pid);
    append_encoded(&words, path);
    bytes_append(&words, "", 1);
    send_with_text((char *)words.data, name);
    free(words.data);
}

void client_held(pid_t pid, const char *reason, const char *detail) {
    send_event("held %d %s%s%s", (int)pid, reason, detail[0] != 0 ? " " : "", detail);
}

void client_stopped(pid_t pid, const char *reason) {
    send_event("stopped %d %s", (int)pid, reason);
}

void client_resumed(pid_t pid) {
    send_event("resumed %d", (int)pid);
}

void client_frozen(void) {
    send_event("frozen");
}

void client_thawed(void) {
    send_event("thawed");
}

void client_exited(pid_t pid, int wait_status) {
    /* Whoever hears of the end may read the trace. */
    if (connection >= 0)
        trace_flush();
    send_event("exited %d %d", (int)pid, wait_status);
}

void client_recording_failed(const char *sentence) {
    if (connection < 0)
        complain(sentence);
    else
        send_with_text("recording-failed", sentence);
}

void client_error(int status, const char *sentence) {
    char words[64];
    snprintf(words, sizeof words, "error %d", status);
    send_with_text(words, sentence);
}

void client_end(int status) {
    send_event("end %d", status);
}

void client_lose(void) {
    close(connection);
    connection = -1;
}

/* What was sent is lost to a client whose commands nobody has read (unix(7): ECONNRESET) or who writes on (EPIPE). */
void client_finish(void) {
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
    client_lose();
}

/* ---- Answers ---- */

void client_done(const char *id, const char *value) {
    char words[128];
    snprintf(words, sizeof words, "done %s", id);
    if (value == NULL)
        send_event("%s", words);
    else
        send_with_text(words, value);
}

void client_failed(const char *id, const char *sentence) {
    char words[128];
    snprintf(words, sizeof words, "failed %s", id);
    send_with_text(words, sentence);
}
