#include "front/writers.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/end_as.h"
#include "base/fatal.h"

enum { channels = 2, head_length = 12, longest_piece = 65536 };

/* What is written to descriptor 1 or 2 comes out of ours; closed: -1. */
struct channel {
    int ours, theirs;
};

/* The kernel notes with each piece who wrote it, and never joins pieces of two writers (SO_PASSCRED, unix(7)). */
static struct channel open_channel(void) {
    int ends[2], on = 1;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0 || setsockopt(ends[0], SOL_SOCKET, SO_PASSCRED, &on, sizeof on) != 0)
        fatal("a socket for the program's output cannot be made: %s.", strerror(errno));
    return (struct channel){ ends[0], ends[1] };
}

static pid_t start(char **command, const struct channel *channel) {
    pid_t program = fork();
    if (program < 0)
        fatal("a process for the program cannot be created: %s.", strerror(errno));
    if (program > 0)
        return program;
    for (int i = 0; i < channels; i++)
        if (dup2(channel[i].theirs, i + 1) < 0)
            fatal("the program's output cannot be taken: %s.", strerror(errno));
    execv(command[0], command);
    fatal("%s could not be started: %s.", command[0], strerror(errno));
}

static void append(unsigned char *head, size_t at, uint32_t number) {
    for (int byte = 0; byte < 4; byte++)
        head[at + (size_t)byte] = (unsigned char)(number >> 8 * byte);
}

static void pass_on(const unsigned char *bytes, size_t length) {
    for (size_t done = 0; done < length;) {
        ssize_t written = write(STDOUT_FILENO, bytes + done, length - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            exit(STATUS_ENGINE_FAULT); /* the reader is gone */
        done += (size_t)written;
    }
}

/* Descriptors that a program sends along are not wanted: there is no room for them. */
static pid_t writer_in(struct msghdr *message) {
    struct ucred writer = { 0 };
    const struct cmsghdr *part = CMSG_FIRSTHDR(message);
    if (part != NULL && part->cmsg_level == SOL_SOCKET && part->cmsg_type == SCM_CREDENTIALS)
        memcpy(&writer, CMSG_DATA(part), sizeof writer);
    return writer.pid;
}

static void read_piece(struct channel *channel, uint32_t descriptor) {
    static unsigned char piece[head_length + longest_piece];
    _Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(struct ucred))];
    struct iovec place = { piece + head_length, longest_piece };
    struct msghdr message = { .msg_iov = &place, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };
    ssize_t length = recvmsg(channel->ours, &message, MSG_CMSG_CLOEXEC);
    if (length < 0 && errno == EINTR)
        return;
    if (length <= 0) {
        close(channel->ours);
        channel->ours = -1;
        return;
    }
    append(piece, 0, (uint32_t)writer_in(&message));
    append(piece, 4, descriptor);
    append(piece, 8, (uint32_t)length);
    pass_on(piece, head_length + (size_t)length);
}

void writers_run(char **command) {
    if (command[0] == NULL)
        fatal("with-writers needs a program.");
    struct channel channel[channels] = { open_channel(), open_channel() };
    pid_t program = start(command, channel);
    for (int i = 0; i < channels; i++)
        close(channel[i].theirs);
    while (channel[0].ours >= 0 || channel[1].ours >= 0) {
        struct pollfd sources[channels + 1] = {
            { .fd = channel[0].ours, .events = POLLIN },
            { .fd = channel[1].ours, .events = POLLIN },
            { .fd = STDOUT_FILENO }, /* its reader may go while nobody writes */
        };
        if (poll(sources, channels + 1, -1) < 0 && errno != EINTR)
            fatal("the program's output cannot be waited for: %s.", strerror(errno));
        if (sources[channels].revents & (POLLERR | POLLHUP))
            exit(STATUS_ENGINE_FAULT);
        for (int i = 0; i < channels; i++)
            if (sources[i].revents != 0)
                read_piece(&channel[i], (uint32_t)i + 1);
    }
    int wait_status;
    while (waitpid(program, &wait_status, 0) < 0 && errno == EINTR)
        ;
    end_as(wait_status);
}
