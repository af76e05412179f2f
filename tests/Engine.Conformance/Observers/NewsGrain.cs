using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Utilities;

namespace Rooms.Engine.Conformance.Observers;

public interface INewsObserver : IGrainObserver
{
    [OneWay]
    Task HearAsync(string news);

    Task<string> AnswerAsync(string question);
}

public interface INewsGrain : IGrainWithStringKey
{
    Task SubscribeAsync(string id, INewsObserver observer);

    Task UnsubscribeAsync(string id);

    Task TellAsync(string news);

    Task<string> AskAsync(INewsObserver observer, string question);

    Task<int> CountAsync();

    /// <summary>Time as the list of observers sees it.</summary>
    Task AdvanceAsync(TimeSpan time);
}

public sealed class NewsGrain : Grain, INewsGrain
{
    public static readonly TimeSpan Expiration = TimeSpan.FromMinutes(1);
    private readonly ObserverManager<string, INewsObserver> observers = new(Expiration, NullLogger.Instance);

    public Task SubscribeAsync(string id, INewsObserver observer)
    {
        observers.Subscribe(id, observer);
        return Task.CompletedTask;
    }

    public Task UnsubscribeAsync(string id)
    {
        observers.Unsubscribe(id);
        return Task.CompletedTask;
    }

    public Task TellAsync(string news) => observers.Notify(observer => observer.HearAsync(news));

    public Task<string> AskAsync(INewsObserver observer, string question) => observer.AnswerAsync(question);

    public Task<int> CountAsync() => Task.FromResult(observers.Count);

    public Task AdvanceAsync(TimeSpan time)
    {
        var now = DateTime.UtcNow + time;
        observers.GetDateTime = () => now;
        observers.ClearExpired();
        return Task.CompletedTask;
    }
}

/// <summary>Signals "NAME heard NEWS".</summary>
public sealed class Listener(string name, Probe probe) : INewsObserver
{
    public Task HearAsync(string news)
    {
        probe.Signal($"{name} heard {news}");
        return Task.CompletedTask;
    }

    public Task<string> AnswerAsync(string question) =>
        question.Length > 0 ? Task.FromResult($"{question}: {name}") : throw new ArgumentException("No question.", nameof(question));
}
