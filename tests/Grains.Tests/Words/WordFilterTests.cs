using Rooms.Grains.Words;

namespace Rooms.Grains.Tests.Words;

public sealed class WordFilterTests
{
    private static readonly string[] Words = ["spam", "bad word", "*crypto*", "垃圾", "バカ", "café", "хуй", "a*b"];
    private static readonly WordFilter Filter = new(Words);

    [Theory]
    [InlineData("buy spam now")]
    [InlineData("SPAM")]
    [InlineData("spam!")]
    [InlineData("ｓｐａｍ")]
    [InlineData("s\u200bp\u200ca\u200dm")]
    [InlineData("s\u00adp\u2060am\ufeff")]
    [InlineData("ＳＰ\u0301ａ\u0336m")]
    [InlineData("𝓼𝓹𝓪𝓶")]
    [InlineData("𝐒𝐏𝐀𝐌")]
    [InlineData("ⓢⓟⓐⓜ")]
    [InlineData("🅂🄿🄰🄼")]
    [InlineData("ˢᵖᵃᵐ")]
    [InlineData("šṗäm")]
    [InlineData("a bad  \t\n word here")]
    [InlineData("my cryptocoin")]
    [InlineData("这是垃圾吗")]
    [InlineData("ﾊﾞｶ")]
    [InlineData("ハ\u3099カ")]
    [InlineData("CAFE")]
    [InlineData("cafe\u0301")]
    [InlineData("ХУЙ")]
    [InlineData("хуи\u0306")]
    [InlineData("sp\u3164am")]
    [InlineData("A*B")]
    public void Finds_TheWordHoweverWritten(string text) => Assert.True(Filter.Finds(text));

    [Theory]
    [InlineData("")]
    [InlineData("spammer")]
    [InlineData("antispam")]
    [InlineData("spam2")]
    [InlineData("badword")]
    [InlineData("bad words")]
    [InlineData("ハカ")]
    [InlineData("sp am")]
    [InlineData("\ud800")]
    public void Finds_OtherTexts_Nothing(string text) => Assert.False(Filter.Finds(text));

    [Theory]
    [InlineData("buy Ｓpam, spam!", "buy ****, ****!")]
    [InlineData("s\u200bpam it", "***** it")]
    [InlineData("𝓼𝓹𝓪𝓶", "****")]
    [InlineData("mycryptocoin", "my******coin")]
    [InlineData("这是垃圾吗", "这是**吗")]
    [InlineData("nothing", "nothing")]
    public void Mask_WhatWasFound_IsOneAsteriskACharacter(string text, string masked) => Assert.Equal(masked, Filter.Mask(text));

    [Fact]
    public void Finds_WordsWithinWords_EachOfThem()
    {
        var filter = new WordFilter(["*he*", "*she*", "*hers*"]);

        Assert.Equal("u***** x**x", filter.Mask("ushers xhex"));
        Assert.True(new WordFilter(["*abcd*", "*bc*"]).Finds("abce"));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("  ")]
    [InlineData("\u200b")]
    [InlineData("＊＊")]
    public void List_ItemsWithoutALetter_AreNoWords(string item) => Assert.Equal(0, new WordFilter([item]).Count);

    [Fact]
    public void Finds_AgainstAPlainSearch_TheSame()
    {
        var random = new Random(7);
        string Text(int length) => new([.. Enumerable.Range(0, length).Select(_ => "ab"[random.Next(2)])]);

        for (var i = 0; i < 2_000; i++)
        {
            string[] words = [.. Enumerable.Range(0, 5).Select(_ => Text(random.Next(1, 7)))];
            var text = Text(random.Next(20));

            Assert.Equal(words.Any(text.Contains), new WordFilter(words.Select(word => $"*{word}*")).Finds(text));
        }
    }
}
