/*
 * broken_rpc_twice.c: a remote procedure call that is carried out twice. What is wrong: the
 * server does not remember which transactions it has carried out. See rpc.c.
 *
 * What to watch for in the diagram:
 *   1. The client calls deposit(). The server carries it out; its reply is lost (here: it is
 *      not sent).
 *   2. The client cannot know whether the call or the reply was lost, and sends the call again,
 *      with the same transaction number.
 *   3. The server takes it for another call: the event says that it has come for the 2nd
 *      time, and the balance is 20.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CALL, REPLY, RPC_VERSION = 2 };
enum { BANK = 0x20000001, BANK_VERSION = 1, DEPOSIT = 2 };
enum { PATIENCE = 250 };

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

static int bound(struct sockaddr_in *address)
{
    socklen_t length = sizeof *address;
    int one = socket(AF_INET, SOCK_DGRAM, 0);
    *address = loopback(0);
    must(one != -1, "socket");
    must(bind(one, (struct sockaddr *) address, sizeof *address) != -1, "bind");
    must(getsockname(one, (struct sockaddr *) address, &length) != -1, "getsockname");
    return one;
}

static void send_datagram(int socket, const struct message *message, const struct sockaddr_in *to)
{
    must(sendto(socket, message->bytes, message->length, 0, (const struct sockaddr *) to, sizeof *to) != -1, "sendto");
}

static struct message receive_datagram(int socket, struct sockaddr_in *from)
{
    struct message message = { .length = 0 };
    socklen_t size = sizeof *from;
    ssize_t length = recvfrom(socket, message.bytes, sizeof message.bytes, 0, (struct sockaddr *) from, &size);
    must(length != -1, "recvfrom");
    message.length = (size_t) length;
    return message;
}

/* A datagram may be lost: who gets no reply sends the call again. */
static uint32_t call_by_udp(int socket, const struct sockaddr_in *to, const struct message *call)
{
    struct message reply = { .length = 0 };
    struct sockaddr_in from;
    do {
        struct pollfd answer = { .fd = socket, .events = POLLIN };
        send_datagram(socket, call, to);
        if (poll(&answer, 1, PATIENCE) == 0)
            printf("client: no reply, the call is sent again\n");
        else
            reply = receive_datagram(socket, &from);
    } while (memcmp(reply.bytes, call->bytes, 4) != 0); /* Nothing, or a late reply to an earlier call. */
    return result_of(&reply);
}

/* ---- The server: what the calls mean ---- */

static uint32_t balance;

static uint32_t carry_out(uint32_t procedure, uint32_t amount)
{
    if (procedure == DEPOSIT) {
        balance += amount;
        printf("server: a deposit of %u, the balance is %u\n", amount, balance);
    }
    return balance;
}

static void answer(struct message *call, struct message *reply)
{
    uint32_t transaction, procedure;
    read_head(call, &transaction, &procedure);
    /* Stop 3 (server): nobody looks whether the transaction has been here before. */
    *reply = new_reply(transaction, carry_out(procedure, get(call)));
}

static void answer_datagram(int socket)
{
    static int losses = 1; /* The net loses the first reply. */
    struct sockaddr_in client;
    struct message call = receive_datagram(socket, &client), reply;
    answer(&call, &reply);
    if (losses-- <= 0)
        send_datagram(socket, &reply, &client);
}

/* ---- The client: its stubs look like ordinary functions ---- */

static int server_socket;
static struct sockaddr_in server_address;
static uint32_t last_transaction;

static uint32_t deposit(uint32_t amount)
{
    struct message call = new_call(++last_transaction, BANK, BANK_VERSION, DEPOSIT);
    put(&call, amount);
    return call_by_udp(server_socket, &server_address, &call);
}

int main(void)
{
    struct sockaddr_in own;
    int listener;

    setvbuf(stdout, NULL, _IOLBF, 0);
    listener = bound(&server_address);
    pid_t serving = fork();
    must(serving != -1, "fork");
    while (serving == 0)
        answer_datagram(listener);
    close(listener);
    server_socket = bound(&own);
    /* Stop 1 (client): step into deposit(). */
    printf("client: after a deposit of 10 the balance is %u\n", deposit(10));
    kill(serving, SIGTERM);
    waitpid(serving, NULL, 0);
    return EXIT_SUCCESS;
}
