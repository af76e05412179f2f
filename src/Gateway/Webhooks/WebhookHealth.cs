namespace Rooms.Gateway.Webhooks;

/// <summary>How the calls to one app's backend go, as this process sees it. Any thread.</summary>
internal sealed class WebhookHealth
{
    // Fewer are an accident of one room's event; more, and the backend is down.
    private const int FailuresOfADownBackend = 5;

    private readonly Lock gate = new();
    private int inARow;
    private long failures;
    private WebhookFailure? last;

    /// <summary>Then one call at a time finds out whether it is back, and the others do not use up their attempts.</summary>
    public bool IsDown
    {
        get
        {
            lock (gate) return inARow >= FailuresOfADownBackend;
        }
    }

    public (long Failures, WebhookFailure? Last) Read()
    {
        lock (gate) return (failures, last);
    }

    /// <summary>True: it had failed before.</summary>
    public bool Succeeded()
    {
        lock (gate)
        {
            var isBack = inARow > 0;
            inARow = 0;
            return isBack;
        }
    }

    /// <summary>True: the first after a success.</summary>
    public bool Failed(string error, DateTimeOffset at)
    {
        lock (gate)
        {
            failures++;
            last = new WebhookFailure(error, at);
            return ++inARow == 1;
        }
    }
}
