using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>
/// The silo in one process: finds or makes the activation for a call, watches deadlines, collects what is idle, ends everything in
/// order.
/// </summary>
internal sealed class GrainEngine : IDisposable
{
    private readonly Lazy<IIncomingGrainCallFilter[]> filters;
    private readonly TimeSpan sweepPeriod;
    private readonly ITimer sweeper;
    private readonly ITimer collector;

    public GrainEngine(IServiceProvider services, GrainTypes types, TimeProvider time, ILogger<GrainEngine> log,
        IOptions<SiloMessagingOptions> messaging, IOptions<GrainCollectionOptions> collection, IOptions<FaultOptions> faults)
    {
        (Services, Types, Time, Log) = (services, types, time, log);
        (Messaging, Collection) = (messaging.Value, collection.Value);
        Faults = faults.Value.IsOn ? new Faults(faults.Value) : null;
        Clock = new EngineClock(time);
        Catalog = new Catalog(this);
        Observers = new Observers(this);
        Factory = new GrainFactory(this);
        // Filters may ask for the grain factory, so they are made when the engine is.
        filters = new(() => [.. services.GetServices<IIncomingGrainCallFilter>()]);
        Reminders = services.GetService<IReminderStore>() is { } store
            ? new ReminderService(this, store, services.GetRequiredService<IOptions<Hosting.ReminderOptions>>().Value)
            : null;
        // A timeout is late by one sweep at most: a tenth of it, and never more than a second.
        sweepPeriod = TimeSpan.FromMilliseconds(Math.Clamp(Messaging.ResponseTimeout.TotalMilliseconds / 10, 20, 1000));
        sweeper = time.CreateTimer(_ => Sweep(), null, sweepPeriod, Timeout.InfiniteTimeSpan);
        collector = time.CreateTimer(_ => Collect(), null, Collection.CollectionQuantum, Timeout.InfiniteTimeSpan);
    }

    public IServiceProvider Services { get; }

    public GrainTypes Types { get; }

    public TimeProvider Time { get; }

    public ILogger Log { get; }

    public SiloMessagingOptions Messaging { get; }

    public GrainCollectionOptions Collection { get; }

    /// <summary>Null: calls are passed on as they are.</summary>
    public Faults? Faults { get; }

    public EngineClock Clock { get; }

    public Catalog Catalog { get; }

    public Observers Observers { get; }

    public GrainFactory Factory { get; }

    public ReminderService? Reminders { get; }

    public IIncomingGrainCallFilter[] Filters => filters.Value;

    public void Send(GrainReference reference, MethodCall call)
    {
        var timeout = call.Method.Timeout ?? Messaging.ResponseTimeout;
        if (timeout > TimeSpan.Zero) call.Deadline = Clock.Now + timeout.Ticks;
        call.FollowCaller();
        if (call.IsDone || Faults?.Strikes(call) == true) return;
        if (Faults is null && reference.LastTarget?.TryPost(call) == true) return;
        if (Observers.Owns(call.Target)) Observers.Post(call, call.Target);
        else reference.LastTarget = Post(call);
    }

    /// <summary>The call waited at an activation that ended; the next one gets it, but not for ever.</summary>
    public void Forward(Call call)
    {
        if (call is not MethodCall sent)
            call.Fail(new OrleansMessageRejectionException("The activation ended."));
        else if (sent.Forwards++ >= Messaging.MaxForwardCount)
            call.Fail(new OrleansMessageRejectionException($"{sent.Target} ended {sent.Forwards} times before it could serve the call."));
        else Post(sent);
    }

    /// <summary>
    /// Ends every activation, those that are made meanwhile too. Returns when all have ended or <paramref name="cancellation"/> says
    /// enough.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        Catalog.IsClosed = true;
        Reminders?.Dispose();
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo is stopping.");
        while (Catalog.Activations.ToList() is { Count: > 0 } activations)
        {
            foreach (var activation in activations) activation.Deactivate(reason);
            await Task.WhenAll(activations.Select(activation => activation.Ended)).WaitAsync(cancellation);
        }
    }

    public void Dispose()
    {
        Reminders?.Dispose();
        sweeper.Dispose();
        collector.Dispose();
    }

    private ICallTarget? Post(MethodCall call)
    {
        try
        {
            while (true)
            {
                var target = Catalog.GetOrAdd(call.Target);
                if (target.TryPost(call)) return target;
            }
        }
        catch (SiloUnavailableException exception)
        {
            call.Fail(exception);
            return null;
        }
    }

    private void Sweep()
    {
        var now = Clock.Update();
        List<Call> expired = [];
        foreach (var activation in Catalog.Activations) activation.Watch(now, expired);
        Observers.AddExpiredTo(expired, now);
        foreach (var call in expired.OfType<MethodCall>())
            call.Fail(new TimeoutException($"{call.Method.InterfaceMethod.Name} to {call.Target} was not answered in time."));
        sweeper.Change(sweepPeriod, Timeout.InfiniteTimeSpan);
    }

    private void Collect()
    {
        var now = Clock.Update();
        foreach (var activation in Catalog.Activations)
        {
            var age = activation.Class.AgeLimit ?? Collection.CollectionAge;
            if (age != Timeout.InfiniteTimeSpan) activation.DeactivateIfIdle(now, age);
        }
        Observers.ForgetDead();
        collector.Change(Collection.CollectionQuantum, Timeout.InfiniteTimeSpan);
    }
}
