using System.Collections;
using Microsoft.Extensions.Logging;

namespace Orleans.Utilities;

/// <summary>
/// Observers of a grain; those that failed or were not heard of for the expiration time are forgotten. For use inside turns.
/// </summary>
public partial class ObserverManager<TIdentity, TObserver>(TimeSpan expiration, ILogger log) : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly Dictionary<TIdentity, (TObserver Observer, DateTime LastSeen)> entries = [];

    public Func<DateTime> GetDateTime { get; set; } = () => DateTime.UtcNow;

    public TimeSpan ExpirationDuration { get; set; } = expiration;

    public int Count => entries.Count;

    public void Clear() => entries.Clear();

    public void Subscribe(TIdentity id, TObserver observer) => entries[id] = (observer, GetDateTime());

    public void Unsubscribe(TIdentity id) => entries.Remove(id);

    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        ClearExpired();
        foreach (var (id, entry) in entries.ToList())
        {
            if (predicate?.Invoke(entry.Observer) == false) continue;
            try
            {
                await notification(entry.Observer);
            }
            catch (Exception exception)
            {
                Forget(id, exception);
            }
        }
    }

    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        ClearExpired();
        foreach (var (id, entry) in entries.ToList())
        {
            if (predicate?.Invoke(entry.Observer) == false) continue;
            try
            {
                notification(entry.Observer);
            }
            catch (Exception exception)
            {
                Forget(id, exception);
            }
        }
    }

    public void ClearExpired()
    {
        var now = GetDateTime();
        foreach (var (id, entry) in entries.ToList())
            if (entry.LastSeen + ExpirationDuration < now) entries.Remove(id);
    }

    public IEnumerator<TObserver> GetEnumerator() => entries.Values.Select(entry => entry.Observer).ToList().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Forget(TIdentity id, Exception exception)
    {
        LogForgotten(log, exception, id);
        entries.Remove(id);
    }

    [LoggerMessage(LogLevel.Debug, "Observer {Id} failed and is forgotten")]
    private static partial void LogForgotten(ILogger log, Exception exception, TIdentity id);
}
