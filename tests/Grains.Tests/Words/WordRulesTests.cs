using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Grains.Words;

namespace Rooms.Grains.Tests.Words;

public sealed class WordRulesTests
{
    private static readonly WordFilter Spam = new(["spam"]);
    private static readonly WordFilter Eggs = new(["eggs"]);

    [Fact]
    public void Apply_WordOfARefusingList_IsRefusedWithoutNamingIt()
    {
        var outcome = WordRules.Apply(new SendMessage("text", "eat spam", null), [(Spam, WordsMode.Refuse)]);

        Assert.Equal(ErrorCodes.WordsRefused, outcome.Code);
        Assert.DoesNotContain("spam", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_MaskingAndRefusingList_EachDoesItsOwn()
    {
        IReadOnlyList<(WordFilter, WordsMode)> lists = [(Spam, WordsMode.Mask), (Eggs, WordsMode.Refuse)];

        Assert.Equal("eat ****", WordRules.Apply(new SendMessage("text", "eat spam", null), lists).Value!.Text);
        Assert.Equal(ErrorCodes.WordsRefused, WordRules.Apply(new SendMessage("text", "spam and eggs", null), lists).Code);
    }

    [Theory]
    [InlineData("""{"a":["spam"]}""")]
    [InlineData("""{"spam":1}""")]
    [InlineData("\"sp\\u0061m\"")]
    [InlineData("\"\\ud800\"")]
    public void Apply_WordInTheData_IsRefusedWhateverTheMode(string data) =>
        Assert.Equal(ErrorCodes.WordsRefused, WordRules.Apply(new SendMessage("card", null, data), [(Spam, WordsMode.Mask)]).Code);

    [Fact]
    public void Apply_WordInTheType_IsRefusedWhateverTheMode() =>
        Assert.Equal(ErrorCodes.WordsRefused, WordRules.Apply(new SendMessage("you.spam", "hello", null), [(Spam, WordsMode.Mask)]).Code);

    [Fact]
    public void Apply_ListWithTheWordText_LetsTextsPass() =>
        Assert.True(WordRules.Apply(new SendMessage("text", "hello", null), [(new WordFilter(["text"]), WordsMode.Refuse)]).IsOk);

    [Theory]
    [InlineData("""{"a":"spammer","n":5}""")]
    [InlineData("null")]
    public void Apply_OtherData_Passes(string data) => Assert.True(WordRules.Apply(new SendMessage("card", null, data), [(Spam, WordsMode.Refuse)]).IsOk);
}
