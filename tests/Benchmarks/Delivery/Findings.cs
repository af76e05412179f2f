using System.Collections.Concurrent;

namespace Rooms.Benchmarks.Delivery;

/// <summary>Faults by kind, and the first of them in words, which <paramref name="report"/> hears as they are found.</summary>
internal sealed class Findings(Action<string>? report = null)
{
    private const int WordsKept = 20;
    private readonly long[] counts = new long[Enum.GetValues<Fault>().Length];
    private readonly ConcurrentQueue<string> words = new();

    public long this[Fault fault] => Interlocked.Read(ref counts[(int)fault]);

    public long Total => counts.Sum();

    public IReadOnlyCollection<string> First => words;

    public void Add(Fault fault, string where, long count = 1)
    {
        Interlocked.Add(ref counts[(int)fault], count);
        if (words.Count >= WordsKept) return;
        words.Enqueue($"{fault}: {where}");
        report?.Invoke($"{fault}: {where}");
    }

    /// <summary>What was taken for lost came late after all.</summary>
    public void TakeBack(Fault fault) => Interlocked.Decrement(ref counts[(int)fault]);

    public override string ToString() =>
        string.Join(", ", Enum.GetValues<Fault>().Select(fault => $"{this[fault]} {fault}")) + string.Concat(words.Select(line => $"\n  {line}"));
}
