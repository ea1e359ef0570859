/*
 * Sockets. Their names are places: those below INTERNET are files of the working directory, the others ports of loopback that
 * the kernel chooses, written down for all processes.
 */
#define _GNU_SOURCE
#include "operation.h"
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { INTERNET = 2, PLACES = 4, MOST_PASSED = 2, MOST_MESSAGES = 4 };

union name {
    struct sockaddr any;
    struct sockaddr_un unix_name;
    struct sockaddr_in internet;
};

static in_port_t *ports(void)
{
    static in_port_t *known;

    if (known == NULL)
        known = map_file("ports", PLACES * sizeof *known);
    return known;
}

static socklen_t name_at(long place, union name *name)
{
    memset(name, 0, sizeof *name);
    if (place < INTERNET) {
        name->unix_name.sun_family = AF_UNIX;
        snprintf(name->unix_name.sun_path, sizeof name->unix_name.sun_path, "socket%ld", place);
        return sizeof name->unix_name;
    }
    name->internet.sin_family = AF_INET;
    name->internet.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    name->internet.sin_port = ports()[place];
    return sizeof name->internet;
}

OPERATION(socketpair)
{
    int ends[2];

    (void) !socketpair(AF_UNIX, (int) numbers[0], 0, ends);
}

OPERATION(socket)
{
    (void) !socket((int) numbers[0], (int) numbers[1], 0);
}

OPERATION(bind)
{
    union name name;
    socklen_t length = name_at(numbers[1], &name);

    if (numbers[1] < INTERNET)
        unlink(name.unix_name.sun_path);
    else
        name.internet.sin_port = 0;
    if (bind((int) numbers[0], &name.any, length) == 0 && numbers[1] >= INTERNET && getsockname((int) numbers[0], &name.any, &length) == 0)
        ports()[numbers[1]] = name.internet.sin_port;
}

OPERATION(listen)
{
    (void) !listen((int) numbers[0], (int) numbers[1]);
}

OPERATION(connect)
{
    union name name;
    socklen_t length = name_at(numbers[1], &name);

    (void) !connect((int) numbers[0], &name.any, length);
}

OPERATION(accept)
{
    (void) !accept4((int) numbers[0], NULL, NULL, (int) numbers[1]);
}

OPERATION(send)
{
    (void) !send((int) numbers[0], payload(numbers[1]), (size_t) numbers[1], (int) numbers[2] | MSG_NOSIGNAL);
}

OPERATION(sendto)
{
    union name name;
    socklen_t length = name_at(numbers[2], &name);

    (void) !sendto((int) numbers[0], payload(numbers[1]), (size_t) numbers[1], (int) numbers[3] | MSG_NOSIGNAL, &name.any, length);
}

OPERATION(recv)
{
    union name name;
    socklen_t length = sizeof name;

    (void) !recvfrom((int) numbers[0], buffer, (size_t) numbers[1], (int) numbers[2], &name.any, &length);
}

/* So many messages, each a byte longer than the one before, to a name where there is one. */
OPERATION(sendmmsg)
{
    struct mmsghdr messages[MOST_MESSAGES] = { 0 };
    struct iovec parts[MOST_MESSAGES];
    union name name;
    socklen_t length = numbers[3] < 0 ? 0 : name_at(numbers[3], &name);

    for (long i = 0; i < numbers[1]; i++) {
        parts[i] = (struct iovec){ (void *) payload(numbers[2] + i), (size_t) (numbers[2] + i) };
        messages[i].msg_hdr =
            (struct msghdr){ .msg_name = length == 0 ? NULL : &name, .msg_namelen = length, .msg_iov = &parts[i], .msg_iovlen = 1 };
    }
    (void) !sendmmsg((int) numbers[0], messages, (unsigned) numbers[1], MSG_NOSIGNAL | MSG_DONTWAIT);
}

/* At most so many messages, of at most so many bytes each. */
OPERATION(recvmmsg)
{
    static char places[MOST_MESSAGES][64];
    struct mmsghdr messages[MOST_MESSAGES] = { 0 };
    struct iovec parts[MOST_MESSAGES];

    for (long i = 0; i < numbers[1]; i++) {
        parts[i] = (struct iovec){ places[i], (size_t) numbers[2] };
        messages[i].msg_hdr = (struct msghdr){ .msg_iov = &parts[i], .msg_iovlen = 1 };
    }
    (void) !recvmmsg((int) numbers[0], messages, (unsigned) numbers[1], (int) numbers[3] | MSG_DONTWAIT, NULL);
}

OPERATION(oobinline)
{
    int on = (int) numbers[1];

    (void) !setsockopt((int) numbers[0], SOL_SOCKET, SO_OOBINLINE, &on, sizeof on);
}

OPERATION(shutdown)
{
    (void) !shutdown((int) numbers[0], (int) numbers[1]);
}

/* A message of that length with two descriptors, or one. */
OPERATION(pass)
{
    struct iovec part = { (void *) payload(numbers[1]), (size_t) numbers[1] };
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(MOST_PASSED * sizeof(int))];
    } control = { 0 };
    int passed[MOST_PASSED] = { (int) numbers[2], (int) numbers[3] }, count = numbers[3] < 0 ? 1 : 2;
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = CMSG_SPACE((size_t) count * sizeof(int))
    };

    control.header.cmsg_level = SOL_SOCKET;
    control.header.cmsg_type = SCM_RIGHTS;
    control.header.cmsg_len = CMSG_LEN((size_t) count * sizeof(int));
    memcpy(CMSG_DATA(&control.header), passed, (size_t) count * sizeof(int));
    (void) !sendmsg((int) numbers[0], &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/* At most so many bytes, with room for so many descriptors. */
OPERATION(receive)
{
    struct iovec part = { buffer, (size_t) numbers[1] };
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(MOST_PASSED * sizeof(int))];
    } control;
    struct msghdr message = {
        .msg_iov = &part,
        .msg_iovlen = 1,
        .msg_control = numbers[2] == 0 ? NULL : &control,
        .msg_controllen = numbers[2] == 0 ? 0 : CMSG_LEN((size_t) numbers[2] * sizeof(int)),
    };

    (void) !recvmsg((int) numbers[0], &message, (int) numbers[3]);
}
