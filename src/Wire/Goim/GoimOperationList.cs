namespace Rooms.Wire.Goim;

/// <summary>Body of v2's operations 14 and 16: int32 numbers with commas between. Empty: none. (pkg/strings/ints.go, SplitInt32s.)</summary>
public static class GoimOperationList
{
    /// <summary>Adds to <paramref name="operations"/>; false adds nothing: one that is no number spoils the list.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, List<int> operations)
    {
        if (body.IsEmpty) return true;
        var before = operations.Count;
        foreach (var range in body.Split((byte)','))
        {
            if (GoimNumber.TryRead(body[range], out var number) && number is >= int.MinValue and <= int.MaxValue)
            {
                operations.Add((int)number);
                continue;
            }
            operations.RemoveRange(before, operations.Count - before);
            return false;
        }
        return true;
    }
}
