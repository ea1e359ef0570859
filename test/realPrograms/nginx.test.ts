/** nginx with four workers, asked over a UNIX socket and over TCP. */
import assert from "node:assert/strict";
import { RealProgram } from "./recordedProgram";

const port = 18_431;

const script = `
chmod 755 . html
nginx -e "$PWD/error.log" -c "$PWD/nginx.conf" -p "$PWD" &
server=$!
until [ -S s ]; do sleep 0.05; done
python3 client.py "$1"
kill -QUIT $server
wait $server
echo "server: $?"
`;

const configuration = (directory: string): string => `
worker_processes 4;
daemon off;
pid ${directory}/pid;
events { worker_connections 64; }
http {
    access_log off;
    client_body_temp_path ${directory}/tmp; proxy_temp_path ${directory}/tmp; fastcgi_temp_path ${directory}/tmp;
    uwsgi_temp_path ${directory}/tmp; scgi_temp_path ${directory}/tmp;
    server { listen unix:${directory}/s; root ${directory}/html; }
    server { listen 127.0.0.1:${port}; root ${directory}/html; }
}
`;

const client = `
import socket, sys
answered = 0
for i in range(int(sys.argv[1])):
    if i % 2:
        server = socket.socket(socket.AF_UNIX)
        server.connect("s")
    else:
        server = socket.create_connection(("127.0.0.1", ${port}))
    server.sendall(b"GET / HTTP/1.0\\r\\nHost: x\\r\\n\\r\\n")
    answer = b""
    while part := server.recv(4096):
        answer += part
    answered += answer.startswith(b"HTTP/1.1 200") and answer.endswith(b"hello from nginx\\n")
    server.close()
print(answered)
`;

describe("nginx", () => {
    const program = new RealProgram(script);
    before(() => {
        program.prepare("mkdir", "html", "tmp");
        program.write("html/index.html", "hello from nginx\n");
        program.write("nginx.conf", configuration(program.directory));
        program.write("client.py", client);
    });
    after(() => program.remove());

    it("serves 1,000 requests recorded as it does alone", () => {
        assert.equal(program.alone("1000").output, "1000\nserver: 0\n");
        assert.equal(program.recorded("1000").output, "1000\nserver: 0\n");
        assert.deepEqual(program.faults(), []);
    });

    it("is as the kernel says", () => assert.deepEqual(program.differences("30"), []));
});
