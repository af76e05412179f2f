using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using SQLitePCL;

namespace Rooms.Silo.Sqlite;

/// <summary>
/// The checksum of a journal's row: CRC-32C, which the processor computes at some 10 GB/s, over the grain, the row's place and its payload, so that a
/// row that was moved is found like one that rotted. A head holds the sum over its rows: one that is missing is found too. It guards against disks
/// and mistakes, not against forgery.
/// </summary>
internal static class JournalSum
{
    private const string Function = "journal_sum";
    private const int StackBytes = 256;

    /// <summary>What every row of a grain begins with.</summary>
    public static uint Seed(string grain)
    {
        Span<byte> bytes = stackalloc byte[StackBytes];
        return Encoding.UTF8.TryGetBytes(grain, bytes, out var written)
            ? Add(uint.MaxValue, bytes[..written])
            : Add(uint.MaxValue, Encoding.UTF8.GetBytes(grain));
    }

    public static long Of(uint seed, long position, long? number, long version, ReadOnlySpan<byte> payload)
    {
        var crc = BitOperations.Crc32C(seed, (ulong)position);
        // Numbers begin at 1: 0 is the place of none.
        crc = BitOperations.Crc32C(crc, (ulong)(number ?? 0));
        crc = BitOperations.Crc32C(crc, (ulong)version);
        return ~Add(crc, payload);
    }

    /// <summary>Makes <c>journal_sum(grain, position, number, version, payload)</c> known to a connection: migrations and checks are SQL then.</summary>
    public static int Register(sqlite3 handle) => raw.sqlite3_create_function(handle, Function, 5, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, Call);

    private static void Call(sqlite3_context context, object state, sqlite3_value[] values)
    {
        var seed = Seed(raw.sqlite3_value_text(values[0]).utf8_to_string() ?? "");
        long? number = raw.sqlite3_value_type(values[2]) == raw.SQLITE_NULL ? null : raw.sqlite3_value_int64(values[2]);
        var sum = Of(seed, raw.sqlite3_value_int64(values[1]), number, raw.sqlite3_value_int64(values[3]), raw.sqlite3_value_blob(values[4]));
        raw.sqlite3_result_int64(context, sum);
    }

    private static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes) crc = BitOperations.Crc32C(crc, value);
        return crc;
    }
}
