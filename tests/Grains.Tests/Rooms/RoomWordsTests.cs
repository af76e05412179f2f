using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Testing;

namespace Rooms.Grains.Tests.Rooms;

/// <summary>The word filters of app and room in the grain's turns.</summary>
public sealed class RoomWordsTests : IAsyncLifetime
{
    private readonly TemporaryDirectory directory = new();
    private TestSilo silo = null!;

    public async Task InitializeAsync()
    {
        var file = Path.Combine(directory.Path, "words.txt");
        await File.WriteAllTextAsync(file, "# of the app\neggs\n\n  *ham*  \n");
        silo = await TestSilo.StartAsync(Path.Combine(directory.Path, "data"), null, ("Apps:shop:Words:0", "spam"), ("Apps:shop:WordsFile", file), ("Apps:shop:WordsMode", "Mask"));
    }

    public async Task DisposeAsync()
    {
        await silo.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public async Task Send_WordsOfTheAppsListAndFile_AreMaskedForEverybodyButTheApp()
    {
        var room = await MakeRoomAsync();

        Assert.Equal("**** and ****, ***burger", await ToldAsync(room, Callers.Bea, "Spam and EGGS, hamburger"));
        Assert.Equal("****", await ToldAsync(room, Callers.Anna, "spam"));
        Assert.Equal("spam", await ToldAsync(room, Callers.Backend, "spam"));
    }

    [Fact]
    public async Task Send_RoomOfAnotherApp_HasNoSuchList()
    {
        var other = new Caller("other", "anna", Roles.Anchor);
        var room = silo.Room("r1", "other");
        await room.CreateAsync(other, Callers.LiveRoom, null);

        Assert.Equal("spam", await ToldAsync(room, other, "spam"));
    }

    [Fact]
    public async Task Send_WordsOfTheRoomChanged_TheNewListCounts()
    {
        var room = await MakeRoomAsync();
        await SetWordsAsync(room, "red");
        var before = await room.SendAsync(Callers.Bea, new SendMessage("text", "red", null), null);

        await SetWordsAsync(room, "blue");
        var after = await room.SendAsync(Callers.Bea, new SendMessage("text", "red", null), null);
        var blue = await room.SendAsync(Callers.Bea, new SendMessage("text", "BLUE", null), null);
        var creator = await room.SendAsync(Callers.Anna, new SendMessage("text", "blue", null), null);

        Assert.Equal(ErrorCodes.WordsRefused, before.Code);
        Assert.True(after.IsOk);
        Assert.Equal(ErrorCodes.WordsRefused, blue.Code);
        Assert.True(creator.IsOk);
    }

    [Fact]
    public async Task Gift_OfAUser_WithAWordForItsName_IsRefused()
    {
        var room = await MakeRoomAsync();

        var own = await room.GiftAsync(Callers.Bea, new SendGift("you.spam", 1, null, null, null, IsVouched: true), null);
        var reported = await room.GiftAsync(Callers.Backend, new SendGift("you.spam", 1, null, null, "bea"), null);

        Assert.Equal(ErrorCodes.WordsRefused, own.Code);
        Assert.True(reported.IsOk);
    }

    private static Task<Outcome<RoomView>> SetWordsAsync(IRoomGrain room, string word) =>
        room.UpdateAsync(Callers.Anna, new UpdateRoom(null, null, null, null, new ChangeSettings(Words: [word])));

    private static async Task<string?> ToldAsync(IRoomGrain room, Caller caller, string text)
    {
        await room.SendAsync(caller, new SendMessage("text", text, null), null);
        return (await room.GetHistoryAsync(caller, new HistoryQuery(0, 1, []))).Value!.Items.Single().Text;
    }

    private async Task<IRoomGrain> MakeRoomAsync()
    {
        var room = silo.Room("r1");
        await room.CreateAsync(Callers.Anna, Callers.LiveRoom, null);
        await room.JoinAsync(Callers.Bea, new JoinRoom(null, null), null);
        return room;
    }
}
