/* Calls whose arguments lead to their data by every way that a capture program knows. The kernel takes no notice of the
 * arguments of getuid(2) nor of the second one of umask(2). */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct pointers {
    const char *text;
    uint64_t length;
    uint32_t half, rest;
    struct iovec *vector;
    uint64_t count;
    int *descriptor;
};

static void send_descriptors(int socket, int count, const int *descriptors)
{
    char control[CMSG_SPACE(8 * sizeof(int))] = { 0 }, byte = 'b';
    struct iovec vector = { &byte, 1 };
    struct msghdr message = { .msg_iov = &vector, .msg_iovlen = 1 };
    if (count > 0) {
        message.msg_control = control;
        message.msg_controllen = CMSG_SPACE((size_t) count * sizeof(int));
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN((size_t) count * sizeof(int));
        memcpy(CMSG_DATA(header), descriptors, (size_t) count * sizeof(int));
    }
    if (sendmsg(socket, &message, 0) != 1)
        _exit(1);
}

static void receive_descriptors(void)
{
    int pair[2], pipe_ends[2];
    if (socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) != 0 || pipe(pipe_ends) != 0)
        _exit(1);
    char control[3][256], byte[3];
    struct iovec vectors[3];
    struct mmsghdr messages[3];
    memset(messages, 0, sizeof messages);
    for (int i = 0; i < 3; i++) {
        vectors[i] = (struct iovec){ &byte[i], 1 };
        messages[i].msg_hdr =
            (struct msghdr){ .msg_iov = &vectors[i], .msg_iovlen = 1, .msg_control = control[i], .msg_controllen = sizeof control[i] };
    }
    int null = open("/dev/null", O_RDONLY);
    /* Two at once, then none, then one in each of the messages 0 and 2 of three. */
    send_descriptors(pair[0], 2, pipe_ends);
    if (recvmsg(pair[1], &messages[0].msg_hdr, MSG_CMSG_CLOEXEC) != 1)
        _exit(1);
    send_descriptors(pair[0], 0, NULL);
    if (recvmsg(pair[1], &messages[0].msg_hdr, 0) != 1)
        _exit(1);
    messages[0].msg_hdr.msg_controllen = sizeof control[0];
    send_descriptors(pair[0], 1, &null);
    send_descriptors(pair[0], 0, NULL);
    send_descriptors(pair[0], 1, &null);
    if (recvmmsg(pair[1], messages, 3, 0, NULL) != 3)
        _exit(1);
    /* A control buffer that cannot be written: nothing is received, and nothing captured. */
    send_descriptors(pair[0], 1, &null);
    messages[0].msg_hdr.msg_control = (void *) 16;
    recvmsg(pair[1], &messages[0].msg_hdr, 0);
}

int main(void)
{
    static char text[] = "behind the pointer";
    static struct iovec vector[2];
    vector[0] = (struct iovec){ text, 6 };
    vector[1] = (struct iovec){ text + 11, 7 };
    int ends[2];
    if (pipe(ends) != 0)
        return 1;
    struct pointers all = { text, 10, 3, 0xffffffff, vector, 2, &ends[1] };
    syscall(SYS_getuid, &all, text, 3);
    /* Nothing can be read there, or no end of it. */
    struct pointers wild = { (const char *) 16, 10, 3, 0, vector, UINT64_MAX, (int *) 16 };
    syscall(SYS_getuid, &wild, (void *) 16, UINT64_MAX / 2);
    wild = (struct pointers){ text, UINT64_MAX, 0xffffffff, 0, (struct iovec *) 16, 1, NULL };
    syscall(SYS_getuid, &wild, NULL, 0);
    syscall(SYS_umask, 4, text);
    syscall(SYS_umask, 0, text);
    receive_descriptors();
    return 0;
}
