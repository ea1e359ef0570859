#include <errno.h>
#include <linux/netlink.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "account/inquiry.h"
#include "base/bytes.h"

enum { request_at_most = 256, part_at_most = 64 * 1024, whole_at_most = 4 * 1024 * 1024 };

static size_t request_of(const char *hexadecimal, unsigned char *request) {
    size_t length = strlen(hexadecimal) / 2;
    if (length > request_at_most)
        return 0;
    for (size_t i = 0; i < length; i++)
        sscanf(hexadecimal + 2 * i, "%2hhx", &request[i]);
    return length;
}

/* Whether more messages come; those of the part that are no answer are taken away from it. */
static bool keep_answers(const unsigned char *part, size_t received, struct bytes *output, int *error) {
    for (size_t at = 0; at + sizeof(struct nlmsghdr) <= received;) {
        struct nlmsghdr head;
        memcpy(&head, part + at, sizeof head);
        if (head.nlmsg_len < sizeof head || head.nlmsg_len > received - at)
            break;
        if (head.nlmsg_type == NLMSG_DONE)
            return false;
        if (head.nlmsg_type == NLMSG_ERROR) {
            int code = 0;
            if (head.nlmsg_len >= sizeof head + sizeof code)
                memcpy(&code, part + at + sizeof head, sizeof code);
            *error = code != 0 ? -code : EPROTO;
            return false;
        }
        size_t length = NLMSG_ALIGN(head.nlmsg_len) < received - at ? NLMSG_ALIGN(head.nlmsg_len) : received - at;
        bytes_append(output, part + at, length);
        at += length;
    }
    return true;
}

static int ask(int netlink, const struct inquiry *inquiry, struct bytes *output) {
    static unsigned char part[part_at_most];
    unsigned char request[request_at_most];
    size_t length = request_of(inquiry->request, request), start = output->length;
    if (send(netlink, request, length, 0) < 0)
        return errno;
    int error = 0;
    /* The kernel makes the answers while they are received (netlink_dump in net/netlink/af_netlink.c). */
    for (ssize_t received;;) {
        received = recv(netlink, part, sizeof part, MSG_DONTWAIT);
        if (received < 0)
            return errno;
        if (!keep_answers(part, (size_t)received, output, &error))
            return error;
        if (output->length - start > whole_at_most)
            return EFBIG;
    }
}

void inquiry_netlink(const struct inquiry *inquiry, struct bytes *output, struct answer *answer) {
    size_t start = output->length;
    int netlink = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, (int)inquiry->number);
    int error = netlink < 0 ? errno : ask(netlink, inquiry, output);
    if (netlink >= 0)
        close(netlink);
    if (error != 0)
        output->length = start;
    size_t length = output->length - start;
    *answer = (struct answer){ .result = error != 0 ? -1 : (int64_t)length, .error = error, .length = length };
}
