import java.io.Closeable
import java.net.URI
import java.net.http.HttpClient
import java.net.http.WebSocket
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.Executors
import java.util.concurrent.ScheduledFuture
import java.util.concurrent.TimeUnit
import kotlin.random.Random

typealias Frame = Map<String, Any?>

class Refused(val code: String, detail: String?, val retryAfterSeconds: Long?) : Exception(detail ?: code)

/** What a room tells, each event once and in order, on the client's own thread. */
interface RoomListener {
    fun onState(state: String)
    fun onSnapshot(frame: Frame)
    fun onEvent(frame: Frame)
    fun onGap(from: Long, to: Long)
    fun onRefused(refused: Refused)
}

/**
 * One room over `/ws` (docs/ws.md): joins it, resumes after the last number when the connection is lost, and says again what was not answered, which
 * counts once. Everything happens on one thread, which a UI would replace by its own. [token] is asked for anew for every connection.
 */
class Rooms(private val server: URI, private val room: String, private val token: () -> String, private val listener: RoomListener) : Closeable {
    private class Waiting(val frame: Frame, val answer: CompletableFuture<Long>)

    private val thread = Executors.newSingleThreadScheduledExecutor { work -> Thread(work, "rooms").apply { isDaemon = true } }
    private val http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()
    private val waiting = LinkedHashMap<String, Waiting>()
    private val prefix = "${System.currentTimeMillis().toString(36)}-${Random.nextLong(1, Long.MAX_VALUE).toString(36)}"
    private var connection: Connection? = null
    private var pinging: ScheduledFuture<*>? = null
    private var state = ""
    private var after = 0L
    private var nextId = 0
    private var failures = 0
    private var refusals = 0
    private var isOpen = false
    private var isClosed = false

    init {
        thread.execute(::open)
    }

    /** The number of its event. Waits for a connection. */
    fun send(text: String): CompletableFuture<Long> {
        val answer = CompletableFuture<Long>()
        thread.execute {
            val frame = mapOf("op" to "send", "id" to "$prefix-${++nextId}", "room" to room, "text" to text)
            if (isClosed || waiting.size >= MAX_WAITING) {
                answer.completeExceptionally(Refused(if (isClosed) "closed" else "rate_limited", null, null))
            } else {
                waiting[frame.getValue("id")] = Waiting(frame, answer)
                if (isOpen) connection?.tell(frame)
            }
        }
        return answer
    }

    override fun close() {
        thread.submit { end("closed") }.get()
        thread.shutdown()
    }

    private fun open() {
        if (isClosed) return
        tellState("connecting")
        val opening = Connection()
        connection = opening
        val address = URI.create(server.toString().trimEnd('/').replaceFirst("http", "ws") + "/ws")
        try {
            val hello = mapOf("op" to "hello", "token" to token(), "subscribe" to listOf(mapOf("room" to room, "after" to after, "join" to true)))
            http.newWebSocketBuilder().subprotocols("rooms.v1.json").connectTimeout(OPEN_WITHIN).buildAsync(address, opening)
                .whenComplete { _, fault -> onThread { if (fault == null) opening.tell(hello) else lost(opening) } }
            thread.schedule({ if (!isOpen) lost(opening) }, WELCOME_SECONDS, TimeUnit.SECONDS)
        } catch (fault: Exception) {
            lost(opening) // no token, whatever the app's backend has: it may be there next time
        }
    }

    private fun hear(frame: Frame) {
        when (frame["op"]) {
            "welcome" -> welcomed()
            "snapshot" -> {
                after = frame["seq"] as Long
                listener.onSnapshot(frame)
            }
            "event" -> if (frame["room"] == room && frame["seq"] as Long > after) {
                after = frame["seq"] as Long
                listener.onEvent(frame)
            }
            "skipped" -> after = maxOf(after, frame["to"] as Long)
            "gap" -> {
                after = maxOf(after, frame["to"] as Long)
                listener.onGap(frame["from"] as Long, frame["to"] as Long)
            }
            "sent" -> waiting.remove(frame["id"])?.answer?.complete(frame["seq"] as Long)
            "error" -> refused(frame)
            "expiring" -> connection?.tell(mapOf("op" to "refresh", "token" to token()))
            "replaced" -> end("replaced")
            "reconnect" -> moveOn(frame["after"] as Long + Random.nextLong(frame["spread"] as Long + 1))
        }
    }

    private fun welcomed() {
        isOpen = true
        failures = 0
        refusals = 0
        tellState("open")
        for (one in waiting.values) connection?.tell(one.frame)
        pinging = thread.scheduleAtFixedRate(::ping, PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS)
    }

    private fun refused(frame: Frame) {
        val refused = Refused(frame["code"] as String, frame["detail"] as String?, frame["retryAfter"] as Long?)
        val id = frame["id"]
        when {
            id != null -> waiting.remove(id)?.answer?.completeExceptionally(refused)
            frame["room"] != null -> listener.onRefused(refused)
            refused.code in FINAL || refused.code == "token_invalid" && ++refusals > 1 -> end(refused.code)
        }
    }

    private fun ping() {
        val open = connection ?: return
        if (System.nanoTime() - open.heardAt > SILENT_AT_MOST.toNanos()) lost(open) else open.tell(mapOf("op" to "ping"))
    }

    private fun moveOn(delayMilliseconds: Long) {
        val old = connection ?: return
        thread.schedule({ if (drop(old)) open() }, delayMilliseconds, TimeUnit.MILLISECONDS)
    }

    // Half of the delay is by chance: those who were cut off together do not come back together.
    private fun lost(old: Connection) {
        if (!drop(old)) return
        tellState("connecting")
        val delay = minOf(LONGEST_DELAY, FIRST_DELAY shl minOf(failures++, 6))
        thread.schedule(::open, delay / 2 + Random.nextLong(delay / 2), TimeUnit.MILLISECONDS)
    }

    /** False: it was gone already. */
    private fun drop(old: Connection): Boolean {
        if (old !== connection || isClosed) return false
        connection = null
        isOpen = false
        pinging?.cancel(false)
        old.abort()
        return true
    }

    private fun end(code: String) {
        if (isClosed) return
        connection?.let(::drop)
        isClosed = true
        tellState("closed: $code")
        for (one in waiting.values) one.answer.completeExceptionally(Refused(code, null, null))
        waiting.clear()
    }

    private fun tellState(next: String) {
        if (next == state) return
        state = next
        listener.onState(next)
    }

    private fun onThread(work: () -> Unit) {
        if (!thread.isShutdown) thread.execute(work)
    }

    /** Puts the parts of messages together, and sends one after the other: a WebSocket of java.net.http takes no second one before the first is out. */
    private inner class Connection : WebSocket.Listener {
        @Volatile
        var heardAt = System.nanoTime()
        private val parts = StringBuilder()
        private var socket: WebSocket? = null
        private var sending: CompletableFuture<*> = CompletableFuture.completedFuture(null)

        override fun onOpen(webSocket: WebSocket) {
            socket = webSocket
            webSocket.request(1)
        }

        override fun onText(webSocket: WebSocket, data: CharSequence, last: Boolean): CompletableFuture<*>? {
            heardAt = System.nanoTime()
            parts.append(data)
            if (last) {
                val text = parts.toString()
                parts.setLength(0)
                @Suppress("UNCHECKED_CAST")
                onThread { if (this === connection) hear(Json.read(text) as Frame) }
            }
            webSocket.request(1)
            return null
        }

        override fun onClose(webSocket: WebSocket, statusCode: Int, reason: String): CompletableFuture<*>? {
            onThread { lost(this) }
            return null
        }

        override fun onError(webSocket: WebSocket, error: Throwable) = onThread { lost(this) }

        fun tell(frame: Frame) {
            val open = socket ?: return
            // What a lost connection did not take is said again by the next one.
            sending = sending.handle { _, _ -> null }.thenCompose { open.sendText(Json.write(frame), true) }
        }

        fun abort() {
            socket?.abort()
        }
    }

    private companion object {
        const val MAX_WAITING = 200
        const val FIRST_DELAY = 500L
        const val LONGEST_DELAY = 30_000L
        const val WELCOME_SECONDS = 20L
        const val PING_SECONDS = 30L
        val OPEN_WITHIN: Duration = Duration.ofSeconds(10)

        // The server closes a connection that is silent for 90 s.
        val SILENT_AT_MOST: Duration = Duration.ofSeconds(45)

        // Coming back would not help: the user is elsewhere, or may not.
        val FINAL = setOf("replaced", "forbidden", "app_removed", "origin_forbidden")
    }
}
