/*
 * socket.c: sockets of every kind, on every way by which bytes and messages go through them, and by which connections come
 * and end. Each part says when the kernel disagrees with what its comments say.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void must(int condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "socket: %s (errno %d)\n", what, errno);
    exit(EXIT_FAILURE);
}

static void must_fail(ssize_t result, int error, const char *what)
{
    must(result == -1 && errno == error, what);
}

static void put(int socket, const char *text)
{
    must(send(socket, text, strlen(text), MSG_NOSIGNAL) == (ssize_t) strlen(text), "send");
}

/* Receives at most so much, and expects this. */
static void get(int socket, size_t most, int flags, const char *text)
{
    char buffer[256];
    ssize_t length = recv(socket, buffer, most, flags);

    must(length == (ssize_t) strlen(text) && memcmp(buffer, text, (size_t) length) == 0, text);
}

static void rest(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };

    nanosleep(&duration, NULL);
}

static void close_all(int count, ...)
{
    va_list sockets;

    va_start(sockets, count);
    while (count-- > 0)
        close(va_arg(sockets, int));
    va_end(sockets);
}

static void pair(int type, int ends[2])
{
    must(socketpair(AF_UNIX, type, 0, ends) == 0, "socketpair");
}

/* ---- Names ---- */

static struct sockaddr_un path_of(const char *name)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };

    strncpy(address.sun_path, name, sizeof address.sun_path - 1);
    return address;
}

static void bind_path(int socket, const char *name)
{
    struct sockaddr_un address = path_of(name);

    must(bind(socket, (struct sockaddr *) &address, sizeof address) == 0, name);
}

static int connect_path(int socket, const char *name)
{
    struct sockaddr_un address = path_of(name);

    return connect(socket, (struct sockaddr *) &address, sizeof address);
}

static struct sockaddr_in loopback(in_port_t port)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = port };

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/* Bound to a port that the kernel chooses. */
static int bound(int type, uint32_t host, in_port_t *port)
{
    int one = socket(AF_INET, type, 0);
    struct sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;

    address.sin_addr.s_addr = htonl(host);
    must(bind(one, (struct sockaddr *) &address, sizeof address) == 0, "bind");
    must(getsockname(one, (struct sockaddr *) &address, &length) == 0, "getsockname");
    *port = address.sin_port;
    return one;
}

static int connected(int type, in_port_t port)
{
    int one = socket(AF_INET, type, 0);
    struct sockaddr_in address = loopback(port);

    must(connect(one, (struct sockaddr *) &address, sizeof address) == 0, "connect");
    return one;
}

/* ---- Pairs ---- */

/* Bytes without boundaries, by all calls that move them. */
static void streams(void)
{
    int ends[2], tube[2];
    struct iovec parts[2] = { { "ab", 2 }, { "cdef", 4 } }, places[2];
    char one[3], other[10];
    FILE *file = tmpfile();

    pair(SOCK_STREAM, ends);
    put(ends[0], "hello");
    put(ends[0], "world");
    get(ends[1], 3, MSG_PEEK, "hel");
    get(ends[1], 7, 0, "hellowo");
    must(write(ends[1], "back", 4) == 4, "write");
    get(ends[0], 10, 0, "back");
    get(ends[1], 10, 0, "rld");
    must_fail(recv(ends[1], one, 1, MSG_DONTWAIT), EAGAIN, "nothing is there");

    must(writev(ends[0], parts, 2) == 6, "writev");
    places[0] = (struct iovec){ one, sizeof one };
    places[1] = (struct iovec){ other, sizeof other };
    must(readv(ends[1], places, 2) == 6, "readv");
    must(sendmsg(ends[0], &(struct msghdr){ .msg_iov = parts, .msg_iovlen = 2 }, 0) == 6, "sendmsg");
    must(recvmsg(ends[1], &(struct msghdr){ .msg_iov = places, .msg_iovlen = 1 }, 0) == 3, "recvmsg");
    get(ends[1], 10, 0, "def");

    must(pipe(tube) == 0, "pipe");
    must(write(tube[1], "spliced", 7) == 7, "write");
    must(splice(tube[0], NULL, ends[0], NULL, 100, 0) == 7, "splice into");
    must(splice(ends[1], NULL, tube[1], NULL, 4, 0) == 4, "splice out of");
    get(ends[1], 10, 0, "ced");
    must(fputs("from a file", file) >= 0 && fflush(file) == 0, "fputs");
    off_t start = 5;
    must(sendfile(ends[0], fileno(file), &start, 100) == 6, "sendfile");
    get(ends[1], 10, 0, "a file");
    fclose(file);
    close_all(4, ends[0], ends[1], tube[0], tube[1]);
}

static void half_closed(void)
{
    int ends[2];

    pair(SOCK_STREAM, ends);
    put(ends[0], "last");
    must(shutdown(ends[0], SHUT_WR) == 0, "shutdown");
    must_fail(send(ends[0], "x", 1, MSG_NOSIGNAL), EPIPE, "it is shut down for writing");
    get(ends[1], 10, 0, "last");
    get(ends[1], 10, 0, "");
    put(ends[1], "still");
    get(ends[0], 10, 0, "still");
    must(shutdown(ends[0], SHUT_RD) == 0, "shutdown");
    must_fail(send(ends[1], "x", 1, MSG_NOSIGNAL), EPIPE, "nobody will read it");
    close_all(2, ends[0], ends[1]);

    pair(SOCK_STREAM, ends);
    must(shutdown(ends[0], SHUT_RDWR) == 0, "shutdown");
    get(ends[0], 10, 0, "");
    get(ends[1], 10, 0, "");
    close_all(2, ends[0], ends[1]);
}

/* What was not received there resets the connection here. */
static void closed(void)
{
    int ends[2];
    char byte;

    pair(SOCK_STREAM, ends);
    put(ends[0], "kept");
    put(ends[1], "lost");
    close(ends[0]);
    get(ends[1], 2, 0, "ke");
    must_fail(send(ends[1], "x", 1, MSG_NOSIGNAL), EPIPE, "it is closed");
    get(ends[1], 10, 0, "pt");
    must_fail(recv(ends[1], &byte, 1, 0), ECONNRESET, "it was not received");
    get(ends[1], 10, 0, "");
    close(ends[1]);

    pair(SOCK_SEQPACKET, ends);
    int copy = dup(ends[0]);
    close(ends[0]);
    put(ends[1], "x");
    close(copy);
    must_fail(recv(ends[1], &byte, 1, 0), ECONNRESET, "it was not received");
    close(ends[1]);
}

/* Messages keep their boundaries; what does not fit is lost. */
static void messages(int type)
{
    int ends[2];
    char buffer[10];
    struct iovec part = { buffer, 3 };
    struct msghdr header = { .msg_iov = &part, .msg_iovlen = 1 };

    pair(type, ends);
    put(ends[0], "first");
    put(ends[0], "");
    put(ends[0], "third");
    put(ends[0], "fourth");
    get(ends[1], 10, MSG_PEEK, "first");
    get(ends[1], 2, 0, "fi");
    get(ends[1], 10, 0, "");
    must(recv(ends[1], buffer, 2, MSG_TRUNC) == 5, "its own length");
    must(recvmsg(ends[1], &header, 0) == 3 && (header.msg_flags & MSG_TRUNC) != 0, "it was cut");
    must_fail(recv(ends[1], buffer, 1, MSG_DONTWAIT), EAGAIN, "nothing is there");
    close(ends[0]);
    if (type == SOCK_SEQPACKET)
        get(ends[1], 10, 0, "");
    else
        must_fail(send(ends[1], "x", 1, MSG_NOSIGNAL), ECONNREFUSED, "nobody receives there");
    close(ends[1]);
}

/* ---- UNIX sockets with names ---- */

static void connections(void)
{
    int listener = socket(AF_UNIX, SOCK_STREAM, 0), clients[3], one, other;
    struct sockaddr_un name;
    socklen_t length = sizeof name;

    bind_path(listener, "listener");
    must(listen(listener, 4) == 0, "listen");
    for (int i = 0; i < 3; i++) {
        clients[i] = socket(AF_UNIX, SOCK_STREAM, 0);
        must(connect_path(clients[i], i == 1 ? "./listener" : "listener") == 0, "connect");
    }
    put(clients[0], "early");
    close(clients[1]);
    one = accept(listener, (struct sockaddr *) &name, &length);
    must(one != -1 && length == sizeof(sa_family_t), "the client has no name");
    get(one, 10, 0, "early");
    put(one, "answer");
    get(clients[0], 10, 0, "answer");
    other = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    must(other != -1, "accept4");
    get(other, 10, 0, "");
    put(clients[2], "never received");
    close(listener);
    must_fail(send(clients[2], "x", 1, MSG_NOSIGNAL), EPIPE, "its queue is gone");
    must_fail(connect_path(clients[1] = socket(AF_UNIX, SOCK_STREAM, 0), "listener"), ECONNREFUSED, "nobody listens");
    must_fail(connect_path(clients[1], "nowhere"), ENOENT, "there is no such name");
    unlink("listener");
    close_all(5, clients[0], clients[1], clients[2], one, other);
}

/* A name of its own, that is in no file system, and a child at the other end. */
static void abstract_name(void)
{
    int listener = socket(AF_UNIX, SOCK_SEQPACKET, 0);
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    socklen_t length = (socklen_t) (offsetof(struct sockaddr_un, sun_path) + 1
                                    + (size_t) snprintf(address.sun_path + 1, 40, "ipcscope-%d", (int) getpid()));

    must(bind(listener, (struct sockaddr *) &address, length) == 0, "bind");
    must(listen(listener, 1) == 0, "listen");
    pid_t child = fork();
    if (child == 0) {
        int client = socket(AF_UNIX, SOCK_SEQPACKET, 0);

        close(listener);
        must(connect(client, (struct sockaddr *) &address, length) == 0, "connect");
        put(client, "from the child");
        get(client, 20, 0, "to the child");
        exit(EXIT_SUCCESS);
    }
    int one = accept(listener, NULL, NULL);
    get(one, 20, 0, "from the child");
    put(one, "to the child");
    get(one, 20, 0, "");
    must(waitpid(child, NULL, 0) == child, "waitpid");
    close_all(2, one, listener);
}

/* Datagrams to a name, and to who was connected. */
static void unix_datagrams(void)
{
    int server = socket(AF_UNIX, SOCK_DGRAM, 0), client = socket(AF_UNIX, SOCK_DGRAM, 0);
    struct sockaddr_un name = path_of("server"), sender;
    socklen_t length = sizeof sender;
    char buffer[10];

    bind_path(server, "server");
    must(sendto(client, "unnamed", 7, 0, (struct sockaddr *) &name, sizeof name) == 7, "sendto");
    must(recvfrom(server, buffer, sizeof buffer, 0, (struct sockaddr *) &sender, &length) == 7 && length == 0, "recvfrom");
    bind_path(client, "client");
    must(connect_path(client, "server") == 0, "connect");
    put(client, "named");
    length = sizeof sender;
    must(recvfrom(server, buffer, sizeof buffer, 0, (struct sockaddr *) &sender, &length) == 5, "recvfrom");
    must(sendto(server, "answer", 6, 0, (struct sockaddr *) &sender, length) == 6, "sendto");
    get(client, 10, 0, "answer");
    unlink("server");
    unlink("client");
    close_all(2, server, client);
}

/* Nobody is found by a name: the socket stays connected to an end that is gone, until it sends there. */
static void sent_to_nobody(void)
{
    int ends[2];
    struct sockaddr_un nobody = path_of("nobody");

    pair(SOCK_DGRAM, ends);
    close(ends[1]);
    must_fail(sendto(ends[0], "x", 1, 0, (struct sockaddr *) &nobody, sizeof nobody), ENOENT, "no such name");
    ends[1] = socket(AF_UNIX, SOCK_DGRAM, 0);
    bind_path(ends[1], "nobody");
    close(ends[1]);
    must_fail(sendto(ends[0], "x", 1, 0, (struct sockaddr *) &nobody, sizeof nobody), ECONNREFUSED, "a name of nobody");
    must_fail(send(ends[0], "x", 1, 0), ECONNREFUSED, "the end is gone");
    must_fail(send(ends[0], "x", 1, 0), ENOTCONN, "not connected");
    must(unlink("nobody") == 0, "unlink");
    close(ends[0]);
}

/* ---- The internet's ---- */

static void tcp(void)
{
    in_port_t port;
    int listener = bound(SOCK_STREAM, INADDR_ANY, &port), client, one, on = 1;
    static char large[100000];
    size_t got = 0;

    must(setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0, "setsockopt");
    must(listen(listener, 3) == 0, "listen");
    client = connected(SOCK_STREAM, port);
    must(setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0, "setsockopt");
    put(client, "GET /");
    one = accept(listener, NULL, NULL);
    get(one, 3, MSG_PEEK, "GET");
    get(one, 10, 0, "GET /");
    for (size_t i = 0; i < sizeof large; i++)
        large[i] = (char) ('a' + i % 26);
    must(send(one, large, sizeof large, 0) == sizeof large, "send");
    must(shutdown(one, SHUT_WR) == 0, "shutdown");
    for (ssize_t part = 1; part > 0; got += (size_t) part)
        part = recv(client, large, sizeof large, 0);
    must(got == sizeof large, "all of it");
    put(client, "thanks");
    get(one, 6, MSG_WAITALL, "thanks");
    close_all(2, client, one);

    /* It waits in the queue when the listening socket is closed. */
    client = connected(SOCK_STREAM, port);
    put(client, "lost");
    close(listener);
    rest(20);
    must_fail(recv(client, large, 1, 0), ECONNRESET, "its queue is gone");
    close(client);
}

static void linger(void)
{
    in_port_t port;
    int listener = bound(SOCK_STREAM, INADDR_LOOPBACK, &port), client, one;
    struct linger none = { .l_onoff = 1, .l_linger = 0 };
    char byte;

    must(listen(listener, 3) == 0, "listen");
    client = connected(SOCK_STREAM, port);
    one = accept(listener, NULL, NULL);
    must(setsockopt(one, SOL_SOCKET, SO_LINGER, &none, sizeof none) == 0, "setsockopt");
    close(one);
    must_fail(recv(client, &byte, 1, 0), ECONNRESET, "it was reset");
    close_all(2, client, listener);
}

/* Nobody waits for the connection, and nobody listens. */
static void without_waiting(void)
{
    in_port_t port;
    int listener = bound(SOCK_STREAM, INADDR_LOOPBACK, &port), client = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one, error;
    socklen_t length = sizeof error;
    struct sockaddr_in address = loopback(port);
    struct timeval time = { 0, 10000 };
    char byte;

    must(listen(listener, 1) == 0, "listen");
    must_fail(connect(client, (struct sockaddr *) &address, sizeof address), EINPROGRESS, "it goes on");
    must(poll(&(struct pollfd){ .fd = client, .events = POLLOUT }, 1, 1000) == 1, "poll");
    must(getsockopt(client, SOL_SOCKET, SO_ERROR, &error, &length) == 0 && error == 0, "getsockopt");
    one = accept(listener, NULL, NULL);
    put(client, "hello");
    get(one, 10, 0, "hello");
    must(setsockopt(one, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time) == 0, "setsockopt");
    must_fail(recv(one, &byte, 1, 0), EAGAIN, "it takes too long");
    close_all(3, client, one, listener);
    client = socket(AF_INET, SOCK_STREAM, 0);
    must_fail(connect(client, (struct sockaddr *) &address, sizeof address), ECONNREFUSED, "nobody listens");
    close(client);
}

static void udp(void)
{
    in_port_t port;
    int server = bound(SOCK_DGRAM, INADDR_ANY, &port), client = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in address = loopback(port), sender;
    socklen_t length = sizeof sender;
    char buffer[10];
    struct iovec parts[2] = { { "one", 3 }, { "three", 5 } };
    struct mmsghdr several[2] = { { .msg_hdr = { .msg_iov = &parts[0], .msg_iovlen = 1 } },
                                  { .msg_hdr = { .msg_iov = &parts[1], .msg_iovlen = 1 } } };

    must(sendto(client, "ask", 3, 0, (struct sockaddr *) &address, sizeof address) == 3, "sendto");
    must(sendto(client, "", 0, 0, (struct sockaddr *) &address, sizeof address) == 0, "sendto");
    must(recvfrom(server, buffer, sizeof buffer, 0, (struct sockaddr *) &sender, &length) == 3, "recvfrom");
    must(sendto(server, "told", 4, 0, (struct sockaddr *) &sender, length) == 4, "sendto");
    get(server, 10, 0, "");
    get(client, 10, 0, "told");
    must(connect(client, (struct sockaddr *) &address, sizeof address) == 0, "connect");
    must(sendmmsg(client, several, 2, 0) == 2, "sendmmsg");
    get(server, 10, 0, "one");
    get(server, 10, 0, "three");
    close(server);
    put(client, "nobody");
    must_fail(send(client, "x", 1, 0), ECONNREFUSED, "nobody receives there");
    address = loopback(0);
    must(connect(client, (struct sockaddr *) &address, sizeof address) == 0, "connect to port 0");
    put(client, "nobody can be there");
    close(client);
}

/* The names, lengths and bytes of several messages at once. */
static void several(void)
{
    in_port_t ports[2];
    int servers[2] = { bound(SOCK_DGRAM, INADDR_LOOPBACK, &ports[0]), bound(SOCK_DGRAM, INADDR_LOOPBACK, &ports[1]) };
    int client = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in names[2] = { loopback(ports[0]), loopback(ports[1]) }, senders[3];
    struct iovec parts[3] = { { "to the first", 12 }, { "to the second", 13 }, { "again", 5 } };
    struct mmsghdr sent[3] = { 0 }, got[3] = { 0 };
    char buffers[3][8];

    for (int i = 0; i < 3; i++)
        sent[i].msg_hdr = (struct msghdr){ .msg_name = &names[i % 2], .msg_namelen = sizeof *names, .msg_iov = &parts[i], .msg_iovlen = 1 };
    must(sendmmsg(client, sent, 3, 0) == 3, "sendmmsg");
    for (int i = 0; i < 3; i++) {
        parts[i] = (struct iovec){ buffers[i], sizeof buffers[i] };
        got[i].msg_hdr = (struct msghdr){ .msg_name = &senders[i], .msg_namelen = sizeof *senders, .msg_iov = &parts[i], .msg_iovlen = 1 };
    }
    must(recvmmsg(servers[0], got, 3, MSG_DONTWAIT, NULL) == 2, "recvmmsg");
    must(got[0].msg_len == 8 && (got[0].msg_hdr.msg_flags & MSG_TRUNC) != 0, "the first is cut");
    must(got[1].msg_len == 5 && memcmp(buffers[1], "again", 5) == 0, "the second is whole");
    must(recvmmsg(servers[1], got, 3, MSG_DONTWAIT | MSG_TRUNC, NULL) == 1 && got[0].msg_len == 13, "its own length");
    close_all(3, servers[0], servers[1], client);
}

/* SCM_CREDENTIALS, as the kernel gives them. */
static void credentials(void)
{
    int ends[2], on = 1;
    char byte;
    struct iovec part = { &byte, 1 };
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(struct ucred))];
    } control;
    struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control };
    struct ucred who;

    pair(SOCK_STREAM, ends);
    must(setsockopt(ends[1], SOL_SOCKET, SO_PASSCRED, &on, sizeof on) == 0, "setsockopt");
    put(ends[0], "x");
    must(recvmsg(ends[1], &message, 0) == 1, "recvmsg");
    must(message.msg_controllen > 0 && control.header.cmsg_type == SCM_CREDENTIALS, "control");
    memcpy(&who, CMSG_DATA(&control.header), sizeof who);
    must(who.pid == getpid() && who.uid == getuid(), "credentials");
    close_all(2, ends[0], ends[1]);
}

/* The out-of-band byte: reads stop before it, and pass over it. */
static void out_of_band(int sender, int receiver, int is_inline)
{
    char byte;

    must(setsockopt(receiver, SOL_SOCKET, SO_OOBINLINE, &is_inline, sizeof is_inline) == 0, "setsockopt");
    put(sender, "ab");
    must(send(sender, "cU", 2, MSG_OOB) == 2, "send out of band");
    put(sender, "de");
    rest(5);
    get(receiver, 10, 0, "abc");
    if (is_inline) {
        must_fail(recv(receiver, &byte, 1, MSG_OOB), EINVAL, "it stands among the others");
        get(receiver, 10, 0, "Ude");
    } else {
        get(receiver, 1, MSG_OOB, "U");
        get(receiver, 10, 0, "de");
    }
    must(send(sender, "V", 1, MSG_OOB) == 1, "send out of band");
    put(sender, "f");
    rest(5);
    get(receiver, 10, 0, is_inline ? "Vf" : "f");
    must(send(sender, "1P", 2, MSG_OOB) == 2 && send(sender, "2Q", 2, MSG_OOB) == 2, "send out of band");
    rest(5);
    get(receiver, 10, 0, "1P2");
    if (is_inline)
        get(receiver, 10, 0, "Q");
}

static void urgent(void)
{
    in_port_t port;
    int listener = bound(SOCK_STREAM, INADDR_LOOPBACK, &port), ends[2];

    must(listen(listener, 3) == 0, "listen");
    for (int is_inline = 0; is_inline < 2; is_inline++) {
        pair(SOCK_STREAM, ends);
        out_of_band(ends[0], ends[1], is_inline);
        close_all(2, ends[0], ends[1]);
        ends[0] = connected(SOCK_STREAM, port);
        ends[1] = accept(listener, NULL, NULL);
        out_of_band(ends[0], ends[1], is_inline);
        close_all(2, ends[0], ends[1]);
    }
    close(listener);
}

/* More datagrams than the receiver has room for: some are thrown away, and nobody is told. */
static void thrown_away(void)
{
    in_port_t port;
    int server = bound(SOCK_DGRAM, INADDR_LOOPBACK, &port), client = connected(SOCK_DGRAM, port), small = 2048, got = 0;
    char text[500] = { 0 };

    must(setsockopt(server, SOL_SOCKET, SO_RCVBUF, &small, sizeof small) == 0, "setsockopt");
    for (int i = 0; i < 30; i++) {
        text[0] = (char) ('a' + i);
        must(send(client, text, sizeof text, 0) == sizeof text, "send");
    }
    while (recv(server, text, sizeof text, MSG_DONTWAIT) > 0)
        got++;
    must(got > 0 && got < 30, "some were thrown away");
    put(client, "after all");
    get(server, 20, 0, "after all");
    close_all(2, server, client);
}

/* Connections over IPv6, and by a name of version 4 that has its place in version 6. */
static void version_six(void)
{
    int listener = socket(AF_INET6, SOCK_STREAM, 0), client = socket(AF_INET6, SOCK_STREAM, 0), other, one;
    struct sockaddr_in6 address = { .sin6_family = AF_INET6, .sin6_addr = IN6ADDR_ANY_INIT };
    socklen_t length = sizeof address;

    if (listener == -1 || bind(listener, (struct sockaddr *) &address, sizeof address) == -1) {
        close_all(2, listener, client);
        return;
    }
    must(listen(listener, 3) == 0 && getsockname(listener, (struct sockaddr *) &address, &length) == 0, "listen");
    address.sin6_addr = in6addr_loopback;
    must(connect(client, (struct sockaddr *) &address, sizeof address) == 0, "connect");
    other = connected(SOCK_STREAM, address.sin6_port);
    put(client, "six");
    put(other, "four");
    one = accept(listener, NULL, NULL);
    get(one, 10, 0, "six");
    close(one);
    one = accept(listener, NULL, NULL);
    get(one, 10, 0, "four");
    close_all(4, one, client, other, listener);
}

/* A writer that waits for room, and a reader who makes it. */
static void back_pressure(void)
{
    int ends[2], small = 4096;
    static char buffer[300000];
    size_t got = 0;

    pair(SOCK_STREAM, ends);
    must(setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &small, sizeof small) == 0, "setsockopt");
    pid_t child = fork();
    if (child == 0) {
        close(ends[1]);
        memset(buffer, 'x', sizeof buffer);
        must(write(ends[0], buffer, sizeof buffer) == sizeof buffer, "write");
        exit(EXIT_SUCCESS);
    }
    close(ends[0]);
    for (ssize_t part = 1; part > 0; got += (size_t) part)
        part = read(ends[1], buffer, 7000);
    must(got == sizeof buffer, "all of it");
    must(waitpid(child, NULL, 0) == child, "waitpid");
    close(ends[1]);
}

int main(void)
{
    char directory[] = "/tmp/ipcscope-socket-XXXXXX";

    must(mkdtemp(directory) != NULL && chdir(directory) == 0, "mkdtemp");
    streams();
    half_closed();
    closed();
    messages(SOCK_SEQPACKET);
    messages(SOCK_DGRAM);
    connections();
    abstract_name();
    unix_datagrams();
    sent_to_nobody();
    tcp();
    linger();
    without_waiting();
    udp();
    several();
    credentials();
    urgent();
    thrown_away();
    version_six();
    back_pressure();
    must(rmdir(directory) == 0, "rmdir");
    return EXIT_SUCCESS;
}
