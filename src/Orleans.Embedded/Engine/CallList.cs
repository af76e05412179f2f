namespace Orleans.Embedded;

/// <summary>A list linked through its calls: any of them leaves in constant time and nothing is allocated. Guarded by its owner.</summary>
internal sealed class CallList
{
    public Call? First { get; private set; }

    public Call? Last { get; private set; }

    public int Count { get; private set; }

    public void Add(Call call)
    {
        call.Previous = Last;
        call.Next = null;
        if (Last is null) First = call;
        else Last.Next = call;
        Last = call;
        Count++;
    }

    public void Remove(Call call)
    {
        if (call.Previous is null) First = call.Next;
        else call.Previous.Next = call.Next;
        if (call.Next is null) Last = call.Previous;
        else call.Next.Previous = call.Previous;
        call.Next = call.Previous = null;
        Count--;
    }

    public void AddExpiredTo(List<Call> expired, long now)
    {
        for (var call = First; call is not null; call = call.Next)
            if (call.Deadline < now && !call.IsDone) expired.Add(call);
    }
}
