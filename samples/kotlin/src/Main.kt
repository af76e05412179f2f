import java.io.IOException
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import kotlin.system.exitProcess

/** SERVER ROOM. Lines of stdin are said in the room; what happens there goes to stdout. It ends with stdin. */
fun main(arguments: Array<String>) {
    if (arguments.size != 2) {
        System.err.println("Usage: SERVER ROOM, with ROOMS_TOKEN in the environment; without it the server's demo gives one.")
        exitProcess(2)
    }
    val server = URI.create(arguments[0])
    Rooms(server, arguments[1], { System.getenv("ROOMS_TOKEN") ?: tokenOfDemo(server) }, Printer).use { rooms ->
        for (line in generateSequence(::readLine)) rooms.send(line).whenComplete { _, fault -> if (fault != null) println("!! ${fault.message}") }
    }
}

/** An app's client gets its token from the app's own backend. */
private fun tokenOfDemo(server: URI): String {
    val request = HttpRequest.newBuilder(server.resolve("/v1/demo/session")).build()
    val answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString())
    if (answer.statusCode() != 200) throw IOException("no demo at $server: set ROOMS_TOKEN")
    return (Json.read(answer.body()) as Map<*, *>)["token"] as String
}

private object Printer : RoomListener {
    override fun onState(state: String) = println("-- $state")

    override fun onSnapshot(frame: Frame) = println("-- ${frame["title"]}")

    override fun onGap(from: Long, to: Long) = println("-- $from to $to are no longer kept")

    override fun onRefused(refused: Refused) = println("!! ${refused.message}")

    override fun onEvent(frame: Frame) {
        val data = frame["data"] as Map<*, *>
        when (frame["type"]) {
            "message" -> println("${frame["user"]}: ${data["text"] ?: "[${data["type"]}]"}")
            "gift" -> println("-- ${frame["user"]} gave ${data["count"]} x ${data["gift"]}")
            "member.joined" -> println("-- ${data["user"] ?: data["count"]} joined")
        }
    }
}
