/* Captures of what a socket is called, and who is at its other end. */
#include <sys/socket.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/descriptors.h"
#include "recording/capture_run.h"
#include "targets/table.h"
#include "targets/tasks.h"

struct name {
    uint16_t length; /* 0: there is none */
    struct sockaddr_storage address;
};

static struct name name_by(int (*ask)(int, struct sockaddr *, socklen_t *), int socket) {
    struct name name;
    socklen_t length = sizeof name.address;
    bool known = ask(socket, (struct sockaddr *)&name.address, &length) == 0 && length <= sizeof name.address;
    name.length = known ? (uint16_t)length : 0;
    return name;
}

static int getsockname_of(int socket, struct sockaddr *address, socklen_t *length) {
    return getsockname(socket, address, length);
}

static int getpeername_of(int socket, struct sockaddr *address, socklen_t *length) {
    return getpeername(socket, address, length);
}

static uint32_t pid_of_peer(int socket) {
    struct ucred credentials = { 0 };
    socklen_t length = sizeof credentials;
    return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &length) == 0 ? (uint32_t)credentials.pid : 0;
}

bool capture_socket(struct run *run, const struct operation *operation, unsigned index) {
    int descriptor;
    if (!operand_descriptor(&operation->place, run->task, run->result, &descriptor))
        return false;
    int socket = descriptor_borrow(run->task->tid, run->task->process->pid, descriptor);
    if (socket < 0)
        return false;
    struct name own = name_by(getsockname_of, socket), peer = name_by(getpeername_of, socket);
    uint32_t pid = pid_of_peer(socket);
    close(socket);
    size_t start = capture_begin(run);
    bytes_append(run->output, &pid, sizeof pid);
    bytes_append(run->output, &own.length, sizeof own.length);
    bytes_append(run->output, &peer.length, sizeof peer.length);
    bytes_append(run->output, &own.address, own.length);
    bytes_append(run->output, &peer.address, peer.length);
    capture_end(run, start, index, CAPTURE_WHOLE, capture_length(run, start));
    return true;
}
