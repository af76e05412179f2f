using Microsoft.Extensions.Configuration;
using Rooms.Testing;

namespace Rooms.Configuration.Tests;

public sealed class SectionReaderTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly List<string> faults = [];

    public void Dispose() => directory.Delete();

    [Fact]
    public void Read_EveryKind_IsTaken()
    {
        var shop = Read(
            ("Shop:Tills", "7"), ("Shop:Bytes", "5000000000"), ("Shop:Share", "0.25"), ("Shop:IsOpen", "FALSE"), ("Shop:Hours", "36:00:00"),
            ("Shop:Closed", "monday"), ("Shop:Streets", "High Road,Mill Lane"));

        Assert.Empty(faults);
        Assert.Equal((7, 5_000_000_000, 0.25, false), (shop.Tills, shop.Bytes, shop.Share, shop.IsOpen));
        Assert.Equal((TimeSpan.FromHours(36), DayOfWeek.Monday, "corner shop"), (shop.Hours, shop.Closed, shop.Name));
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData(" a , b ")]
    public void Read_ListInOneValue_IsSplit(string text) => Assert.Equal(["a", "b"], Read(("Shop:Streets", text)).Streets);

    [Fact]
    public void Read_ListOfItems_IsTaken() => Assert.Equal(["a", "b"], Read(("Shop:Streets:0", "a"), ("Shop:Streets:1", "b")).Streets);

    [Fact]
    public void Read_ListIsEmptyInAFileAndHasItemsElsewhere_TakesTheItems() =>
        Assert.Equal(["a"], Read(("Shop:Streets", ""), ("Shop:Streets:0", "a")).Streets);

    [Theory]
    [InlineData("Tills", "many", "a whole number from 1 to 100")]
    [InlineData("Tills", "0", "a whole number from 1 to 100")]
    [InlineData("Share", "NaN", "a number from 0 to 1")]
    [InlineData("IsOpen", "perhaps", "true or false")]
    [InlineData("Hours", "soon", "a duration as hours:minutes:seconds")]
    [InlineData("Closed", "3", "one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday")]
    public void Read_WrongValue_SaysKeyValueAndWhatIsWanted(string name, string value, string wanted)
    {
        Read(($"Shop:{name}", value));

        Assert.Equal($"Shop:{name} = '{value}': wanted {wanted}", Assert.Single(faults));
    }

    [Fact]
    public void Read_ManyWrongValues_ListsAll()
    {
        Read(("Shop:Tills", "0"), ("Shop:Share", "2"), ("Shop:Hours", "x"));

        Assert.Equal(3, faults.Count);
    }

    [Fact]
    public void Read_SecretInAFile_IsTakenWithoutItsLineBreak()
    {
        var shop = Read(("Shop:KeyFile", File("key", "open sesame\n")));

        Assert.Empty(faults);
        Assert.Equal("open sesame", shop.Key);
    }

    [Fact]
    public void Read_SecretFileThatCannotBe_SaysWhy()
    {
        Read(("Shop:KeyFile", Path.Combine(directory.Path, "none")));
        Read(("Shop:KeyFile", File("empty", " \n")));
        Read(("Shop:KeyFile", File("large", new string('x', 100_000))));
        Read(("Shop:KeyFile", File("both", "secret in the file")), ("Shop:Key", "another secret"));

        Assert.Collection(
            faults,
            fault => Assert.Contains("wanted a file that can be read", fault, StringComparison.Ordinal),
            fault => Assert.Contains("this one is empty", fault, StringComparison.Ordinal),
            fault => Assert.Contains("at most 65536 bytes", fault, StringComparison.Ordinal),
            fault => Assert.EndsWith("wanted this or Shop:Key, not both", fault, StringComparison.Ordinal));
        Assert.DoesNotContain(faults, fault => fault.Contains("another secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "made by the program")]
    [InlineData("configured", "configured")]
    public void Read_KeptSecret_CountsWhileNoneIsConfigured(string configured, string expected)
    {
        var shop = Read((KeptSecret.KeyOf("Shop:Key"), "made by the program"), ("Shop:Key", configured));

        Assert.Empty(faults);
        Assert.Equal(expected, shop.Key);
    }

    private ShopOptions Read(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build();
        var shop = new ShopOptions();
        SectionReader.Read(configuration, ShopOptions.Section, shop, faults);
        return shop;
    }

    private string File(string name, string text)
    {
        var path = Path.Combine(directory.Path, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
