/*
 * rpc_tcp.c: remote procedure calls over a stream, in the messages of ONC RPC (RFC 5531).
 *
 * What to watch for in the diagram:
 *   1. The first call goes in one send. Before it stands its length, since a stream keeps no
 *      borders between messages (record marking).
 *   2. The second call goes in two sends, and is one call nevertheless: step over the first,
 *      and the server waits for the rest.
 *   3. Two calls at once: their replies come in the same order, and each names its transaction.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CALL, REPLY, RPC_VERSION = 2, BANK = 0x20000001, BANK_VERSION = 1, BALANCE = 1, DEPOSIT = 2 };

static void must(int holds, const char *call)
{
    if (holds)
        return;
    perror(call);
    exit(EXIT_FAILURE);
}

/* ---- Marshalling: numbers of four bytes, the greatest first (XDR, RFC 4506) ---- */

struct message {
    unsigned char bytes[256];
    size_t length, read;
};

static void put(struct message *message, uint32_t number)
{
    number = htonl(number);
    memcpy(message->bytes + message->length, &number, sizeof number);
    message->length += sizeof number;
}

static uint32_t get(struct message *message)
{
    uint32_t number = 0;
    if (message->read + sizeof number > message->length)
        return 0;
    memcpy(&number, message->bytes + message->read, sizeof number);
    message->read += sizeof number;
    return ntohl(number);
}

static struct message message_of(const uint32_t *numbers, size_t count)
{
    struct message message = { .length = 0 };
    while (count-- > 0)
        put(&message, *numbers++);
    return message;
}

static struct message new_call(uint32_t transaction, uint32_t program, uint32_t version, uint32_t procedure)
{
    uint32_t head[] = { transaction, CALL, RPC_VERSION, program, version, procedure, 0, 0, 0, 0 }; /* Nobody proves who he is. */
    return message_of(head, sizeof head / sizeof *head);
}

static struct message new_reply(uint32_t transaction, uint32_t result)
{
    uint32_t head[] = { transaction, REPLY, 0, 0, 0, 0, result }; /* It was accepted, and carried out. */
    return message_of(head, sizeof head / sizeof *head);
}

/* The transaction and the procedure; the arguments are read next. */
static void read_head(struct message *call, uint32_t *transaction, uint32_t *procedure)
{
    *transaction = get(call);
    call->read = 5 * 4;
    *procedure = get(call);
    call->read = 10 * 4;
}

static uint32_t result_of(struct message *reply)
{
    reply->read = 6 * 4;
    return get(reply);
}

/* ---- Transport ---- */

static struct sockaddr_in loopback(in_port_t port)
{
    return (struct sockaddr_in){ .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = port };
}

/* Before a message stands its length, with a mark that it is whole. Returns the length of both. */
static size_t record_of(const struct message *message, unsigned char *record)
{
    uint32_t mark = htonl(0x80000000u | (uint32_t) message->length);
    memcpy(record, &mark, sizeof mark);
    memcpy(record + sizeof mark, message->bytes, message->length);
    return sizeof mark + message->length;
}

static int receive_record(int socket, struct message *message)
{
    uint32_t mark;
    *message = (struct message){ .length = 0 };
    if (recv(socket, &mark, sizeof mark, MSG_WAITALL) != sizeof mark)
        return 0;
    message->length = ntohl(mark) & 0x7fffffff;
    return message->length <= sizeof message->bytes
           && recv(socket, message->bytes, message->length, MSG_WAITALL) == (ssize_t) message->length;
}

/* ---- The server ---- */

static void serve(int listener)
{
    struct message call;
    unsigned char record[sizeof call.bytes + 4];
    uint32_t balance = 0;
    int client = accept(listener, NULL, NULL);

    must(client != -1, "accept");
    close(listener);
    while (receive_record(client, &call)) {
        uint32_t transaction, procedure;
        read_head(&call, &transaction, &procedure);
        if (procedure == DEPOSIT)
            balance += get(&call);
        struct message reply = new_reply(transaction, balance);
        size_t length = record_of(&reply, record);
        must(send(client, record, length, 0) == (ssize_t) length, "send");
    }
    exit(EXIT_SUCCESS);
}

/* ---- The client ---- */

static size_t make_deposit(uint32_t transaction, uint32_t amount, unsigned char *record)
{
    struct message call = new_call(transaction, BANK, BANK_VERSION, DEPOSIT);
    put(&call, amount);
    return record_of(&call, record);
}

static void print_reply(int server)
{
    struct message reply;

    must(receive_record(server, &reply), "receive_record");
    uint32_t transaction = get(&reply);
    printf("client: reply %u, the balance is %u\n", transaction, result_of(&reply));
}

int main(void)
{
    unsigned char record[600];
    struct sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    setvbuf(stdout, NULL, _IOLBF, 0);
    must(listener != -1, "socket");
    must(bind(listener, (struct sockaddr *) &address, sizeof address) != -1, "bind");
    must(getsockname(listener, (struct sockaddr *) &address, &length) != -1, "getsockname");
    must(listen(listener, 1) != -1, "listen");
    pid_t child = fork();
    must(child != -1, "fork");
    if (child == 0)
        serve(listener);
    close(listener);

    int server = socket(AF_INET, SOCK_STREAM, 0);
    must(server != -1, "socket");
    must(connect(server, (struct sockaddr *) &address, sizeof address) != -1, "connect");
    /* Stop 1 (client): a call in one send. */
    size_t size = make_deposit(1, 10, record);
    must(send(server, record, size, 0) == (ssize_t) size, "send");
    print_reply(server);
    /* Stop 2 (client): a call in two. */
    size = make_deposit(2, 20, record);
    must(send(server, record, 10, 0) == 10, "send");
    must(send(server, record + 10, size - 10, 0) == (ssize_t) size - 10, "send");
    print_reply(server);
    /* Stop 3 (client): two calls in one send. */
    size = make_deposit(3, 30, record);
    size += make_deposit(4, 40, record + size);
    must(send(server, record, size, 0) == (ssize_t) size, "send");
    print_reply(server);
    print_reply(server);
    close(server);
    wait(NULL);
    return EXIT_SUCCESS;
}
