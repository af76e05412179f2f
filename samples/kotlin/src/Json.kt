/** JSON as Kotlin's own values: Map, List, String, Long or Double, Boolean, null. An app would take the library that it has. */
object Json {
    fun read(text: String): Any? {
        val reader = Reader(text)
        val value = reader.value(0)
        reader.end()
        return value
    }

    fun write(value: Any?): String = when (value) {
        null -> "null"
        is String -> quote(value)
        is Map<*, *> -> value.entries.joinToString(",", "{", "}") { (name, member) -> "${quote(name as String)}:${write(member)}" }
        is List<*> -> value.joinToString(",", "[", "]") { write(it) }
        else -> value.toString()
    }

    private fun quote(text: String): String = text.map { letter ->
        when {
            letter == '"' || letter == '\\' -> "\\$letter"
            letter < ' ' -> "\\u%04x".format(letter.toInt())
            else -> "$letter"
        }
    }.joinToString("", "\"", "\"")

    private class Reader(private val text: String) {
        private var at = 0

        fun value(depth: Int): Any? {
            check(depth < 64) { "nested too deep" }
            return when (peek()) {
                '{' -> members(depth)
                '[' -> items(depth)
                '"' -> string()
                't' -> word("true", true)
                'f' -> word("false", false)
                'n' -> word("null", null)
                else -> number()
            }
        }

        fun end() {
            skipSpace()
            check(at == text.length) { "something follows at $at" }
        }

        private fun members(depth: Int): Map<String, Any?> {
            val found = LinkedHashMap<String, Any?>()
            each('{', '}') {
                check(peek() == '"') { "a name is wanted at $at" }
                val name = string()
                take(':')
                found[name] = value(depth + 1)
            }
            return found
        }

        private fun items(depth: Int): List<Any?> {
            val found = ArrayList<Any?>()
            each('[', ']') { found.add(value(depth + 1)) }
            return found
        }

        private fun each(open: Char, close: Char, read: () -> Unit) {
            take(open)
            if (peek() != close) {
                read()
                while (peek() == ',') {
                    take(',')
                    read()
                }
            }
            take(close)
        }

        private fun string(): String {
            take('"')
            val found = StringBuilder()
            while (true) {
                val letter = text[at++]
                if (letter == '"') return found.toString()
                found.append(if (letter == '\\') escaped() else letter)
            }
        }

        private fun escaped(): Char = when (val letter = text[at++]) {
            'n' -> '\n'
            't' -> '\t'
            'r' -> '\r'
            'b' -> '\b'
            'f' -> '\u000c'
            'u' -> text.substring(at, at + 4).toInt(16).toChar().also { at += 4 }
            else -> letter
        }

        private fun number(): Number {
            val from = at
            while (at < text.length && text[at] in "+-.0123456789eE") at++
            val digits = text.substring(from, at)
            return digits.toLongOrNull() ?: digits.toDouble()
        }

        private fun word(word: String, value: Any?): Any? {
            check(text.startsWith(word, at)) { "unexpected at $at" }
            at += word.length
            return value
        }

        private fun peek(): Char {
            skipSpace()
            return text[at]
        }

        private fun take(letter: Char) {
            check(peek() == letter) { "'$letter' is wanted at $at" }
            at++
        }

        private fun skipSpace() {
            while (at < text.length && text[at].isWhitespace()) at++
        }
    }
}
