/*
 * rpc.c: remote procedure calls by hand, in the messages of ONC RPC (RFC 5531): a client and a
 * server with their stubs, and a port mapper that tells where a program is.
 *
 * What to watch for in the diagram:
 *   1. The server has told the port mapper its two ports, by calls of its own.
 *   2. The client asks the port mapper, and calls deposit() like any function. Its stub puts
 *      the arguments into a message (marshalling), sends it by UDP and waits.
 *   3. The net loses the reply (here: the server does not send it). The client sends the call
 *      again, with the same transaction number. The diagram names it as a repetition.
 *   4. The server finds the transaction in its table, and does not deposit twice (at most
 *      once). It sends the reply that it has kept, until the client acknowledges it.
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
enum { MAPPER = 100000, MAPPER_VERSION = 2, SET = 1, GETPORT = 3 };
enum { BANK = 0x20000001, BANK_VERSION = 1, DEPOSIT = 2, ACKNOWLEDGE = 3 };
enum { UDP = 17, PATIENCE = 250 };

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

/* ---- The port mapper: which program is at which port ---- */

static void map_ports(int socket)
{
    uint32_t known = 0; /* Of the bank: this port mapper knows no other program. */

    for (;;) {
        struct sockaddr_in client;
        struct message call = receive_datagram(socket, &client), reply;
        uint32_t transaction, procedure, arguments[4];
        read_head(&call, &transaction, &procedure);
        for (int i = 0; i < 4; i++)
            arguments[i] = get(&call);
        if (procedure == SET && arguments[0] == BANK)
            known = arguments[3];
        reply = new_reply(transaction, arguments[0] == BANK ? known : 0);
        send_datagram(socket, &reply, &client);
    }
}

static uint32_t ask_mapper(int socket, const struct sockaddr_in *mapper, uint32_t procedure, uint32_t port)
{
    static uint32_t transaction = 100;
    struct message call = new_call(++transaction, MAPPER, MAPPER_VERSION, procedure);
    uint32_t arguments[] = { BANK, BANK_VERSION, UDP, port };
    for (int i = 0; i < 4; i++)
        put(&call, arguments[i]);
    return call_by_udp(socket, mapper, &call);
}

/* ---- The server: what the calls mean, and the table of what was done ---- */

static uint32_t balance;

static uint32_t carry_out(uint32_t procedure, uint32_t amount)
{
    if (procedure == DEPOSIT) {
        balance += amount;
        printf("server: a deposit of %u, the balance is %u\n", amount, balance);
    }
    return balance;
}

/* At most once: a transaction that is in the table is not carried out again. Of one client at a time. */
static struct {
    uint32_t transaction;
    struct message reply;
} done;

/* Server stub: returns whether there is a reply. */
static int answer(struct message *call, struct message *reply)
{
    uint32_t transaction, procedure;
    read_head(call, &transaction, &procedure);
    if (procedure == ACKNOWLEDGE) {
        printf("server: the client has the reply, it is forgotten\n");
        done.transaction = 0;
        return 0;
    }
    if (done.transaction == transaction) {
        /* Stop 4 (server): the call has come twice. */
        printf("server: that was done, the reply is sent again\n");
        *reply = done.reply;
        return 1;
    }
    *reply = new_reply(transaction, carry_out(procedure, get(call)));
    done.transaction = transaction;
    done.reply = *reply;
    return 1;
}

static void answer_datagram(int socket)
{
    static int losses = 1; /* The net loses the first reply. */
    struct sockaddr_in client;
    struct message call = receive_datagram(socket, &client), reply;
    if (answer(&call, &reply) && losses-- <= 0)
        send_datagram(socket, &reply, &client);
}

static void serve(const struct sockaddr_in *mapper, int ready)
{
    struct sockaddr_in address, any;
    int server = bound(&address), own = bound(&any);
    ask_mapper(own, mapper, SET, ntohs(address.sin_port));
    close(own);
    /* Stop 1 (server): the port mapper knows the port. */
    must(write(ready, "r", 1) == 1, "write");
    for (;;)
        answer_datagram(server);
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

/* Exactly once needs this too: the server may forget the reply. Nobody answers it. */
static void acknowledge(void)
{
    struct message call = new_call(++last_transaction, BANK, BANK_VERSION, ACKNOWLEDGE);
    put(&call, last_transaction - 1);
    send_datagram(server_socket, &call, &server_address);
}

int main(void)
{
    struct sockaddr_in mapper, own;
    int ready[2];
    char byte;

    setvbuf(stdout, NULL, _IOLBF, 0);
    int mapper_socket = bound(&mapper);
    pid_t mapping = fork();
    must(mapping != -1, "fork");
    if (mapping == 0)
        map_ports(mapper_socket);
    close(mapper_socket);
    must(pipe(ready) != -1, "pipe");
    pid_t serving = fork();
    must(serving != -1, "fork");
    if (serving == 0)
        serve(&mapper, ready[1]);
    close(ready[1]);
    must(read(ready[0], &byte, 1) == 1, "read");
    close(ready[0]);

    server_socket = bound(&own);
    server_address = loopback(htons((uint16_t) ask_mapper(server_socket, &mapper, GETPORT, 0)));
    /* Stop 2 (client): the server is found. Step into deposit(). */
    printf("client: after a deposit of 10 the balance is %u\n", deposit(10));
    /* Stop 3 (client): one deposit, although the call was sent twice. */
    acknowledge();
    printf("client: after a deposit of 5 the balance is %u\n", deposit(5));
    kill(serving, SIGTERM);
    waitpid(serving, NULL, 0);
    kill(mapping, SIGTERM);
    waitpid(mapping, NULL, 0);
    return EXIT_SUCCESS;
}
