/** Java RMI: a registry, a server and a client, each a virtual machine of its own. */
import assert from "node:assert/strict";
import { RealProgram } from "./recordedProgram";

const port = 18_432;

const script = `
export JAVA_TOOL_OPTIONS="-Djava.rmi.server.hostname=127.0.0.1 -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
rmiregistry ${port} 2>/dev/null &
registry=$!
rm -f server.out
java -cp . Server ${port} > server.out 2>/dev/null &
server=$!
until grep -q bound server.out; do sleep 0.1; done
java -cp . Client ${port} 2>/dev/null
kill $server $registry
wait
`;

const adder = `
import java.rmi.*;
public interface Adder extends Remote { int add(int one, int other) throws RemoteException; }
`;

/** The registry may need longer than the server. */
const server = `
import java.rmi.registry.*;
import java.rmi.server.*;
public class Server implements Adder {
    public int add(int one, int other) { return one + other; }
    public static void main(String[] words) throws Exception {
        Server server = new Server();
        Adder stub = (Adder) UnicastRemoteObject.exportObject(server, 0);
        for (;;) {
            try {
                LocateRegistry.getRegistry("127.0.0.1", Integer.parseInt(words[0])).rebind("adder", stub);
                break;
            } catch (java.rmi.ConnectException notYet) {
                Thread.sleep(100);
            }
        }
        System.out.println("bound");
        Thread.sleep(Long.MAX_VALUE);
    }
}
`;

const client = `
import java.rmi.registry.*;
public class Client {
    public static void main(String[] words) throws Exception {
        Adder adder = (Adder) LocateRegistry.getRegistry("127.0.0.1", Integer.parseInt(words[0])).lookup("adder");
        for (int i = 0; i < 3; i++) System.out.println("2 + " + i + " = " + adder.add(2, i));
    }
}
`;

describe("Java RMI", () => {
    const program = new RealProgram(script);
    before(() => {
        program.write("Adder.java", adder);
        program.write("Server.java", server);
        program.write("Client.java", client);
        program.prepare("javac", "Adder.java", "Server.java", "Client.java");
    });
    after(() => program.remove());

    it("does recorded what it does alone", () => {
        const output = "2 + 0 = 2\n2 + 1 = 3\n2 + 2 = 4\n";
        assert.equal(program.alone().output, output);
        assert.equal(program.recorded().output, output);
        assert.deepEqual(program.faults(), []);
    });

    it("shows the calls' bytes with the socket that they came from", () => {
        const events = program.events().join("\n");
        assert.match(events, /sent \d+ bytes to socket\d+: “JRMI/);
        assert.match(events, /received \d+ of \d+ bytes from socket\d+ at socket\d+: “JRMI/);
    });
});
