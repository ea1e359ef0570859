#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include "account/inquiry.h"
#include "base/bytes.h"

/* An error that waits for the program would be gone when we had got it (sock_error in include/net/sock.h). */
static bool has_error(int descriptor) {
    struct pollfd socket = { .fd = descriptor };
    return poll(&socket, 1, 0) != 0 && (socket.revents & POLLERR) != 0;
}

/* Where the program has set an offset for its own peeks, ours would move it (socket(7), SO_PEEK_OFF). */
static bool moves_offset(int descriptor) {
    int offset = -1;
    socklen_t length = sizeof offset;
    return getsockopt(descriptor, SOL_SOCKET, SO_PEEK_OFF, &offset, &length) == 0 && offset >= 0;
}

/* Of others, such as netlink(7), receiving means more than that. */
static bool is_plain(int descriptor) {
    int domain = AF_UNSPEC;
    socklen_t length = sizeof domain;
    return getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &domain, &length) == 0
           && (domain == AF_UNIX || domain == AF_INET || domain == AF_INET6);
}

void inquiry_peek(const struct inquiry *inquiry, int descriptor, struct bytes *output, struct answer *answer) {
    if (!is_plain(descriptor) || has_error(descriptor) || moves_offset(descriptor)) {
        *answer = (struct answer){ .result = -1, .error = EBUSY };
        return;
    }
    /* Without room for control messages, descriptors in flight stay where they are. */
    ssize_t length = recv(descriptor, bytes_reserve(output, inquiry->length), inquiry->length, MSG_PEEK | MSG_DONTWAIT);
    if (length < 0) {
        *answer = (struct answer){ .result = -1, .error = errno };
        return;
    }
    output->length += (size_t)length;
    *answer = (struct answer){ .result = length, .length = (size_t)length };
}
