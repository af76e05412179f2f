using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Contracts.Users;
using Rooms.Grains.Feeds;
using Rooms.Grains.Journal;
using Rooms.Grains.Webhooks;

namespace Rooms.Grains.Users;

/// <summary>
/// The turns of a user: decide against what is pending, append, answer once it is committed. Reentrant, so that many commands share one commit, and
/// two users may write to each other at once. An append that fails ends the activation: the next one reads what is true.
/// </summary>
[Reentrant]
// Users whose inbox nobody follows must not stay in memory for long.
[CollectionAgeLimit(Minutes = 3)]
public sealed partial class UserGrain : Grain, IUserGrain, IRemindable, IJournalOwner<UserEntry, UserState, UserChange>
{
    private readonly IPersistentState<JoinedRooms> joined;
    private readonly IJournalStore store;
    private readonly TimeProvider time;
    private readonly UsersOptions options;
    private readonly IWebhookSubscriptions webhooks;
    private readonly ILogger logger;
    private readonly JournalTurns<UserEntry, UserState, UserChange> turns;
    private UserCommits commits = null!;

    public UserGrain(
        [PersistentState("user")] IPersistentState<JoinedRooms> joined,
        IJournalStore store,
        TimeProvider time,
        IOptions<UsersOptions> options,
        IWebhookSubscriptions webhooks,
        ILogger<UserGrain> logger)
    {
        this.joined = joined;
        this.store = store;
        this.time = time;
        this.options = options.Value;
        this.webhooks = webhooks;
        this.logger = logger;
        (App, Id) = Ids.Split(this.GetPrimaryKeyString());
        followers = new Followers(time, logger);
        turns = new JournalTurns<UserEntry, UserState, UserChange>(this, "user");
        sessions = new UserSessions(time);
        rate = new SendRate(this.options.MessagesPerSecond, time);
    }

    private string App { get; }

    private string Id { get; }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var opening = store.OpenAsync(UserRetention.JournalOf(App, Id), UserFormat.Current, time, cancellationToken);
        if (await turns.OpenAsync(opening) is not { } journal) return;
        commits = new UserCommits(journal, App, Id, options.InboxEvents, webhooks);
        SendRest();
        if (commits.Committed.Erasing is not null) Erase();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => WriteRoomsAsync();

    public Task<UserView> GetAsync(CancellationToken cancellation = default)
    {
        Forget();
        ImmutableArray<DeviceClass> devices = turns.Failure is null ? [.. commits.Committed.Devices.Select(device => device.Class)] : [];
        return Task.FromResult(new UserView(Id, joined.State.Rooms, IsOnline, devices));
    }

    public Task<Outcome<long>> PushAsync(Caller caller, PushMessage push, IdempotencyStamp? stamp, CancellationToken cancellation = default) =>
        turns.RunAsync(stamp, UserJson.Default.Int64, change => PrivateRules.Push(change, caller, push));

    public Task<Outcome<ImmutableArray<ConversationView>>> GetConversationsAsync(CancellationToken cancellation = default) =>
        Task.FromResult(Look<ImmutableArray<ConversationView>>(state => UserViews.Conversations(state, Id)));

    public Task<Outcome<ConversationView>> ReadAsync(Caller caller, string peer, long seq, CancellationToken cancellation = default) =>
        turns.RunAsync(change => PrivateRules.Read(change, Id, caller, peer, seq));

    public Task<Outcome<ImmutableArray<string>>> GetBlocksAsync(CancellationToken cancellation = default) =>
        Task.FromResult(Look<ImmutableArray<string>>(state => [.. state.Blocks]));

    public Task<Outcome<Done>> BlockAsync(Caller caller, string peer, bool isBlocked, CancellationToken cancellation = default) =>
        turns.RunAsync(change => UserRules.Block(change, Id, caller, peer, isBlocked));

    public Task<Outcome<ImmutableArray<Device>>> GetDevicesAsync(CancellationToken cancellation = default) =>
        Task.FromResult(Look(state => state.Devices));

    public Task<Outcome<Done>> SetDevicesAsync(Caller caller, ImmutableArray<Device> devices, CancellationToken cancellation = default) =>
        turns.RunAsync(change => DeviceRules.Set(change, Id, caller, devices));

    public Task<Outcome<Done>> SetDeviceAsync(Caller caller, Device device, CancellationToken cancellation = default) =>
        turns.RunAsync(change => DeviceRules.Set(change, Id, caller, device));

    public Task<Outcome<Done>> RemoveDeviceAsync(Caller caller, string device, CancellationToken cancellation = default) =>
        turns.RunAsync(change => DeviceRules.Remove(change, Id, caller, device));

    JournalCommits<UserEntry, UserState, UserChange> IJournalOwner<UserEntry, UserState, UserChange>.Commits => commits;

    UserChange IJournalOwner<UserEntry, UserState, UserChange>.NewChange() => new(commits.Pending, time.GetUtcNow(), !IsOnline);

    void IJournalOwner<UserEntry, UserState, UserChange>.Unchanged() => Forget();

    void IJournalOwner<UserEntry, UserState, UserChange>.Failed(JournalException fault)
    {
        AppendFailed(App, Id, fault.Message);
        // What was written although it failed is heard at once: whoever follows asks the next activation.
        TellFollowers();
        LetSendersGo(turns.Unavailable<PrivateReceipt>(fault));
    }

    void IJournalOwner<UserEntry, UserState, UserChange>.End() => DeactivateOnIdle();

    private Outcome<T> Look<T>(Func<UserState, T> view)
    {
        if (turns.Failure is not null) return turns.Unavailable<T>();
        Forget();
        return view(commits.Committed);
    }

    // Any id may be asked for: one that has nothing must not stay in memory.
    private void Forget()
    {
        if (turns.Failure is null && !commits.Pending.Exists && joined.State.Rooms.IsEmpty && !IsOnline && window.Waiting == 0) DeactivateOnIdle();
    }
}
