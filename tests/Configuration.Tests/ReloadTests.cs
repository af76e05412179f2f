using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Configuration.Files;
using Rooms.Testing;

namespace Rooms.Configuration.Tests;

/// <summary>What becomes of a changed file: all of it, or nothing.</summary>
public sealed class ReloadTests : IAsyncDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly ConcurrentQueue<string> warnings = new();
    private readonly OnceSource once = new();
    private readonly string file;
    private readonly WebApplication app;

    public ReloadTests()
    {
        file = Path.Combine(directory.Path, "shop.json");
        Write("""{"Shop": {"Tills": 3, "Name": "first"}, "Logging": {"LogLevel": {"Default": "Warning"}}}""");
        app = Build("--Config:File", file, "--Shop:Name", "from the arguments");
        Reload = app.Services.GetRequiredService<ConfigurationReload>();
    }

    private ConfigurationReload Reload { get; }

    private IOptionsMonitor<ShopOptions> Shop => app.Services.GetRequiredService<IOptionsMonitor<ShopOptions>>();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        directory.Delete();
    }

    [Fact]
    public void Start_FileAndArguments_ArgumentsWin()
    {
        Assert.Equal((3, "from the arguments"), (Shop.CurrentValue.Tills, Shop.CurrentValue.Name));
    }

    [Fact]
    public void Check_NothingChanged_DoesNothing() => Assert.False(Reload.Check());

    [Fact]
    public void Check_FileChanged_IsTakenAndTold()
    {
        var told = new List<int>();
        Shop.OnChange(shop => told.Add(shop.Tills));
        Write("""{"Shop": {"Tills": 44}}""");

        Assert.True(Reload.Check());

        Assert.Equal(44, Shop.CurrentValue.Tills);
        Assert.Equal([44], told);
        Assert.Equal("from the arguments", Shop.CurrentValue.Name);
    }

    [Theory]
    [InlineData("""{"Shop": {"Tills": 0, "Share": 0.9}}""", "Shop:Tills = '0': wanted a whole number from 1 to 100")]
    [InlineData("""{"Shop": {"Share": 0.9}, "Logging": {"LogLevel": {"Default": "Loud"}}}""", "Logging:LogLevel:Default = 'Loud': wanted one of Trace")]
    [InlineData("""{"Shop": {"Tills": 5""", "shop.json")]
    [InlineData("", "shop.json")]
    public void Check_FileHasFaults_KeepsTheOldAndSaysWhich(string text, string warning)
    {
        Write(text);

        Assert.False(Reload.Check());

        Assert.Equal((3, 0.5), (Shop.CurrentValue.Tills, Shop.CurrentValue.Share));
        Assert.Contains(warning, Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_FileIsGone_KeepsTheOldAndTakesTheNext()
    {
        File.Delete(file);
        Assert.False(Reload.Check());
        Assert.Equal(3, Shop.CurrentValue.Tills);

        Write("""{"Shop": {"Tills": 9}}""");

        Assert.True(Reload.Check());
        Assert.Equal(9, Shop.CurrentValue.Tills);
    }

    [Fact]
    public void Check_FileIsALinkToItself_KeepsTheOldAndSaysSoOnce()
    {
        File.Delete(file);
        File.CreateSymbolicLink(file, file);

        Assert.False(Reload.Check());
        Assert.False(Reload.Check());

        Assert.Equal(3, Shop.CurrentValue.Tills);
        Assert.Contains("shop.json", Assert.Single(warnings), StringComparison.Ordinal);
        File.Delete(file);
        Write("""{"Shop": {"Tills": 9}}""");
        Assert.True(Reload.Check());
    }

    // Looked over it was fine; it is read a second time to be taken.
    [Fact]
    public void Check_FileMayNoLongerBeReadWhenItIsTaken_IsToldOnceAndTriedAgain()
    {
        once.IsRefused = true;
        Write("""{"Shop": {"Tills": 9}}""");
        Assert.False(Reload.Check());
        Assert.False(Reload.Check());

        once.IsRefused = false;

        Assert.True(Reload.Check());
        Assert.Equal(9, Shop.CurrentValue.Tills);
        Assert.Contains("not yours", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_SecretsFileChanged_IsTaken()
    {
        var secret = Path.Combine(directory.Path, "secret");
        File.WriteAllText(secret, "first secret");
        Write($$$"""{"Shop": {"KeyFile": "{{{secret}}}"}}""");
        Reload.Check();
        var before = Shop.CurrentValue.Key;

        File.WriteAllText(secret, "the second secret");
        var isTaken = Reload.Check();

        Assert.Equal("first secret", before);
        Assert.True(isTaken);
        Assert.Equal("the second secret", Shop.CurrentValue.Key);
    }

    [Fact]
    public void Check_SecretIsConfiguredWhereOneWasMade_IsTaken()
    {
        app.Configuration[KeptSecret.KeyOf("Shop:Key")] = "made by the program";
        ((IConfigurationRoot)app.Configuration).Reload();
        Write("""{"Shop": {"Key": "the operator's own"}}""");

        Reload.Check();

        Assert.Equal("the operator's own", Shop.CurrentValue.Key);
    }

    [Fact]
    public void Check_LogLevelChanged_CountsAtOnce()
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Rooms.Test");
        var before = logger.IsEnabled(LogLevel.Information);
        Write("""{"Logging": {"LogLevel": {"Default": "Information"}}}""");

        Reload.Check();

        Assert.False(before);
        Assert.True(logger.IsEnabled(LogLevel.Information));
    }

    [Fact]
    public void Start_FaultsOfFileLevelsAndOptions_AreAllListed()
    {
        Write("{");
        using var broken = (IDisposable)Build("--Config:File", file, "--Shop:Tills", "0", "--Logging:LogLevel:Default", "Loud");

        var fault = Record.Exception(() => ((WebApplication)broken).Services.GetRequiredService<IStartupValidator>().Validate())!;

        foreach (var part in new[] { "Config:File = '", "Shop:Tills = '0'", "Logging:LogLevel:Default = 'Loud'" })
            Assert.Contains(part, fault.ToString(), StringComparison.Ordinal);
    }

    private WebApplication Build(params string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = directory.Path });
        builder.Services.AddTestLifetime();
        builder.Logging.ClearProviders().AddProvider(new WarningList(warnings));
        ((IConfigurationBuilder)builder.Configuration).Add(once);
        builder.AddConfigurationFiles();
        builder.Services.AddChecked<ShopOptions>(ShopOptions.Section);
        return builder.Build();
    }

    private void Write(string text) => File.WriteAllText(file, text);

    /// <summary>Can be read once; then <see cref="IsRefused"/> counts.</summary>
    private sealed class OnceSource : IConfigurationSource
    {
        public bool IsRefused { get; set; }

        public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(this);

        private sealed class Provider(OnceSource source) : ConfigurationProvider
        {
            private bool wasRead;

            public override void Load()
            {
                if (wasRead && source.IsRefused) throw new UnauthorizedAccessException("this file is not yours");
                wasRead = true;
            }
        }
    }

    private sealed class WarningList(ConcurrentQueue<string> warnings) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning) warnings.Enqueue(formatter(state, exception));
        }

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
